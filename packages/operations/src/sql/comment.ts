import { type QualifiedName } from "@limbeck/model";

import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/** What has a comment that is not part of a table's or a column's own operations. */
export type CommentedObject =
  | { readonly table: QualifiedName; readonly constraint: string }
  | { readonly table: QualifiedName; readonly policy: string }
  | { readonly index: QualifiedName }
  | { readonly type: QualifiedName }
  | { readonly sequence: QualifiedName }
  | { readonly view: QualifiedName }
  | { readonly materializedView: QualifiedName }
  | { readonly schema: string };

/** What COMMENT ON can stand on here. */
export type CommentTarget =
  | CommentedObject
  | { readonly table: QualifiedName }
  | { readonly table: QualifiedName; readonly column: string }
  | { readonly domain: QualifiedName; readonly constraint: string };

export function targetSql(target: CommentTarget): string {
  if ("schema" in target) return `SCHEMA ${quoteIdentifier(target.schema)}`;
  if ("sequence" in target) return `SEQUENCE ${quoteName(target.sequence)}`;
  if ("view" in target) return `VIEW ${quoteName(target.view)}`;
  if ("materializedView" in target) return `MATERIALIZED VIEW ${quoteName(target.materializedView)}`;
  if ("type" in target) return `TYPE ${quoteName(target.type)}`;
  if ("index" in target) return `INDEX ${quoteName(target.index)}`;
  if ("domain" in target)
    return `CONSTRAINT ${quoteIdentifier(target.constraint)} ON DOMAIN ${quoteName(target.domain)}`;
  if ("constraint" in target)
    return `CONSTRAINT ${quoteIdentifier(target.constraint)} ON ${quoteName(target.table)}`;
  if ("policy" in target) return `POLICY ${quoteIdentifier(target.policy)} ON ${quoteName(target.table)}`;
  if ("column" in target) return `COLUMN ${quoteName(target.table)}.${quoteIdentifier(target.column)}`;
  return `TABLE ${quoteName(target.table)}`;
}

export function commentSql(target: CommentTarget, comment: string | null): string {
  return `COMMENT ON ${targetSql(target)} IS ${comment === null ? "NULL" : quoteString(comment)}`;
}

/** The statement for a comment that may be absent: none, or one. */
export function commentStatements(target: CommentTarget, comment: string | undefined): readonly string[] {
  return comment === undefined ? [] : [commentSql(target, comment)];
}
