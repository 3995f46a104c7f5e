import { type Backed, type Named, type QualifiedName, routineType } from "@limbeck/model";

import { functionName } from "./function.ts";
import { quoteCollation, quoteIdentifier, quoteName, quoteType } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/** What has a comment that is not part of a table's or a column's own operations. */
export type CommentedObject =
  | { readonly table: QualifiedName; readonly constraint: string }
  | { readonly table: QualifiedName; readonly policy: string }
  | { readonly index: QualifiedName }
  | { readonly type: QualifiedName }
  | { readonly collation: QualifiedName }
  | { readonly sequence: QualifiedName }
  | { readonly view: QualifiedName }
  | { readonly materializedView: QualifiedName }
  | { readonly routine: QualifiedName; readonly types: readonly string[] }
  | { readonly table: QualifiedName; readonly trigger: string }
  | { readonly extension: string }
  | { readonly schema: string };

/** What COMMENT ON can stand on here. */
export type CommentTarget =
  | CommentedObject
  | { readonly table: QualifiedName }
  | { readonly table: QualifiedName; readonly column: string }
  | { readonly domain: QualifiedName; readonly constraint: string };

function targetSql(target: CommentTarget): string {
  if ("schema" in target) return `SCHEMA ${quoteIdentifier(target.schema)}`;
  if ("collation" in target) return `COLLATION ${quoteCollation(target.collation)}`;
  if ("sequence" in target) return `SEQUENCE ${quoteName(target.sequence)}`;
  if ("view" in target) return `VIEW ${quoteName(target.view)}`;
  if ("materializedView" in target) return `MATERIALIZED VIEW ${quoteName(target.materializedView)}`;
  if ("type" in target) return `TYPE ${quoteType(target.type)}`;
  if ("index" in target) return `INDEX ${quoteName(target.index)}`;
  if ("routine" in target) return `ROUTINE ${functionName(target.routine, target.types.map(routineType))}`;
  if ("extension" in target) return `EXTENSION ${quoteIdentifier(target.extension)}`;
  if ("domain" in target)
    return `CONSTRAINT ${quoteIdentifier(target.constraint)} ON DOMAIN ${quoteType(target.domain)}`;
  return partSql(target);
}

/** A table, or something that has its name within one. */
function partSql(target: Extract<CommentTarget, { readonly table: QualifiedName }>): string {
  const on = (noun: string, name: string): string =>
    `${noun} ${quoteIdentifier(name)} ON ${quoteName(target.table)}`;
  if ("trigger" in target) return on("TRIGGER", target.trigger);
  if ("constraint" in target) return on("CONSTRAINT", target.constraint);
  if ("policy" in target) return on("POLICY", target.policy);
  if ("column" in target) return `COLUMN ${quoteName(target.table)}.${quoteIdentifier(target.column)}`;
  return `TABLE ${quoteName(target.table)}`;
}

/** What the namespace `public` has for a comment in a new database. */
export const PUBLIC_COMMENT = "standard public schema";

export function commentSql(target: CommentTarget, comment: string | null): string {
  if (comment === null && "extension" in target) return usualComment(target);
  if (comment === null && "schema" in target && target.schema === "public")
    return commentSql(target, PUBLIC_COMMENT);
  return `COMMENT ON ${targetSql(target)} IS ${comment === null ? "NULL" : quoteString(comment)}`;
}

/** Without a comment of its own, an extension has the one that it brings along. */
function usualComment(target: Extract<CommentTarget, { readonly extension: string }>): string {
  const name = quoteString(target.extension);
  return `DO $limbeck$ BEGIN
  EXECUTE format('COMMENT ON EXTENSION %I IS %L', ${name}, (SELECT comment FROM pg_available_extensions() WHERE name = ${name}));
END $limbeck$`;
}

/** The statement for a comment that may be absent: none, or one. */
export function commentStatements(target: CommentTarget, comment: string | undefined): readonly string[] {
  return comment === undefined ? [] : [commentSql(target, comment)];
}

/** The statements for the comments of a constraint and, where one stands behind it, of its index. */
export function constraintCommentsSql(
  table: QualifiedName,
  { name, comment, indexComment }: Named & Backed,
): readonly string[] {
  return [
    ...commentStatements({ table, constraint: name }, comment),
    ...commentStatements({ index: { ...table, name } }, indexComment),
  ];
}
