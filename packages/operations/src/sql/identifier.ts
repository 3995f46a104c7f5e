import { type Dialect, foundName, type QualifiedName } from "@limbeck/model";

/** A name quoted for SQL, whatever it holds. Always quoted: no list of reserved words can be right for every version. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The name of a table, or of anything else that is no type or routine: `"auth"."users"`, or `"users"` in the default schema. */
export function quoteName(name: QualifiedName): string {
  return quoteQualified(foundName("relation", name));
}

/** Of a type. */
export function quoteType(name: QualifiedName): string {
  return quoteQualified(foundName("type", name));
}

/** Of a function, procedure or aggregate. */
export function quoteRoutine(name: QualifiedName): string {
  return quoteQualified(foundName("routine", name));
}

/** Of a collation that somebody made. The C library's are called otherwise on each machine, so that what looks like one is said in full. */
export function quoteCollation(name: QualifiedName): string {
  const isLikeLocale = name.schema === undefined && /^(?:[a-z]{2,3}_[A-Z]{2}|C\.)/.test(name.name);
  return quoteQualified(isLikeLocale ? { schema: "public", name: name.name } : foundName("collation", name));
}

/** Of a table, where the dialect is not known beforehand. */
export function quoteTable(dialect: Dialect, table: QualifiedName): string {
  return dialect === "sqlite" ? quoteQualified(table) : quoteName(table);
}

/** Of what may also be one of the server's own, which has no schema here: a collation, or a function of an aggregate or range type. */
export function quoteQualified({ schema, name }: QualifiedName): string {
  return schema === undefined ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** `("a", "b")` */
export function quoteList(names: readonly string[]): string {
  return `(${names.map(quoteIdentifier).join(", ")})`;
}
