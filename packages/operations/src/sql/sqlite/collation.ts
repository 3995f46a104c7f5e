import { quoteIdentifier } from "../identifier.ts";

/** SQLite's own; it reads their names in any case. */
const OWN: ReadonlySet<string> = new Set(["BINARY", "NOCASE", "RTRIM"]);

/** The bare name of a collation, however it is written: `"nocase"` is NOCASE. */
export function collationName(written: string): string {
  const name = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
  return OWN.has(name.toUpperCase()) ? name.toUpperCase() : name;
}

/** `COLLATE NOCASE`; nothing for what goes without saying. */
export function collateSql(written: string | undefined): readonly string[] {
  if (written === undefined) return [];
  const name = collationName(written);
  return [`COLLATE ${OWN.has(name) ? name : quoteIdentifier(name)}`];
}
