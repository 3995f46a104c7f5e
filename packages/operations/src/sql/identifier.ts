import { type QualifiedName } from "@limbeck/model";

/** A name quoted for SQL, whatever it holds. Always quoted: no list of reserved words can be right for every version. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"auth"."users"`, or `"users"` in the default schema. */
export function quoteName({ schema, name }: QualifiedName): string {
  return schema === undefined ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** `("a", "b")` */
export function quoteList(names: readonly string[]): string {
  return `(${names.map(quoteIdentifier).join(", ")})`;
}
