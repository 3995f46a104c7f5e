import { type Statement } from "../../plan.ts";

/** What SQLite refuses inside a transaction, or does nothing about there without a word (https://sqlite.org/pragma.html). */
const OUTSIDE =
  /^(?:vacuum|pragma\s+(?:\w+\s*\.\s*)?(?:foreign_keys|journal_mode|auto_vacuum|page_size|synchronous)|attach|detach)\b/i;

/** A statement that a person wrote, with what its words say of transactions. */
export function statementOf(sql: string): Statement {
  const text = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*.*?\*\/)+/s, "");
  return OUTSIDE.test(text) ? { sql, transaction: "outside" } : { sql };
}
