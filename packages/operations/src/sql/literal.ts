import { type LiteralValue } from "@limbeck/model";

/**
 * A text as an SQL literal. A backslash stays itself: it is an escape only where standard_conforming_strings is off,
 * and then the E'' form says the same (PostgreSQL manual 4.1.2.2).
 */
export function quoteString(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}

/** A literal as SQL. `NaN` and the infinities are written as the texts that PostgreSQL reads. */
export function quoteLiteral(value: LiteralValue | bigint | null): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return quoteString(value);
  if (typeof value === "number" && !Number.isFinite(value)) return quoteString(String(value));
  return String(value);
}
