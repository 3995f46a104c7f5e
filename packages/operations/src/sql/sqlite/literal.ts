import { type LiteralValue } from "@limbeck/model";

/** A text as SQLite reads it: a backslash is a character like any other. */
export function quoteString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A literal as SQLite writes it: it has no booleans, no NaN (NULL takes its place) and no word for the infinities. */
export function quoteLiteral(value: LiteralValue | bigint | null): string {
  if (value === null || Number.isNaN(value)) return "NULL";
  if (typeof value === "string") return quoteString(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (value === Infinity) return "9e999";
  return value === -Infinity ? "-9e999" : String(value);
}
