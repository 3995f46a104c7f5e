import {
  canonicalSpelling,
  canonicalType,
  isCatalogType,
  type QualifiedName,
  shortType,
  splitCollation,
  type SqlText,
  spelling,
  withoutDefault,
} from "@limbeck/model";

import { arraysOf, type Ref, ref } from "../ref.ts";

/** A type in SQL and in a file: the author's spelling, else the one that people write. */
export function typeSql(type: SqlText): string {
  return type.written ?? shortType(spelling(type));
}

/** The user's own type that a column type names, without arguments, brackets and collation; undefined for PostgreSQL's own. */
export function namedType(type: SqlText): QualifiedName | undefined {
  const { type: text } = splitCollation(spelling(type));
  if (canonicalType(text) !== undefined) return undefined;
  const match =
    /^(?:("(?:[^"]|"")+"|[^\s".()[\]]+)\.)?("(?:[^"]|"")+"|[^\s".()[\]]+)(?:\([^)]*\))?(?:\[\d*\])*$/.exec(
      text.trim(),
    );
  const [, schema, name] = match ?? [];
  // Without a schema it is the server's own, where that has one of the name.
  if (name === undefined || (schema === undefined && isCatalogType(unquote(name)))) return undefined;
  return withoutDefault({
    name: unquote(name),
    ...(schema === undefined ? {} : { schema: unquote(schema) }),
  });
}

/** Reads an identifier as SQL does: folded to lower case unless it is quoted. */
export function unquote(identifier: string): string {
  return identifier.startsWith('"')
    ? identifier.slice(1, -1).replaceAll('""', '"')
    : identifier.toLowerCase();
}

export function typeRefs(...types: readonly (SqlText | undefined)[]): readonly Ref[] {
  return types.flatMap((type) => {
    const name = type === undefined ? undefined : namedType(type);
    return name === undefined ? [] : [ref.type(name)];
  });
}

/** The type of which a type is an array. */
export function arrayRefs(type: SqlText | undefined): readonly Ref[] {
  return type !== undefined && splitCollation(canonicalSpelling(type)).type.endsWith("]")
    ? typeRefs(type).map(arraysOf)
    : [];
}
