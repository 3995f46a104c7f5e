import { type Default, spelling, type SqlText } from "@limbeck/model";

import { quoteLiteral } from "./literal.ts";

/** What DEFAULT takes without parentheses: a literal, a signed number, a word (https://sqlite.org/syntax/column-constraint.html). */
const CONSTANT = /^(?:[xX]?'(?:[^']|'')*'|[+-]?\s*(?:\d[\w.]*(?:[eE][+-]?\d+)?|\.\d+)|null|true|false)$/i;
const WORD = /^(?:"(?:[^"]|"")*"|[a-z_]\w*)$/i;

/** The moment, as PostgreSQL calls it. */
const MOMENT = /^(?:now|transaction_timestamp)\s*\(\s*\)$/i;

/** A default's SQL. Whatever is not plainly simple stands in parentheses, which SQLite takes off again. */
export function defaultSql(value: Exclude<Default, { kind: "serial" }>): string {
  // By the word, as drizzle-kit writes it, which takes the number for something else.
  if (value.kind === "literal")
    return typeof value.value === "boolean" ? String(value.value) : quoteLiteral(value.value);
  if (isMoment(value)) return "CURRENT_TIMESTAMP";
  const text = bareExpression(spelling(value));
  return CONSTANT.test(text) || WORD.test(text) ? text : `(${text})`;
}

/**
 * Whether an author says the moment as PostgreSQL does: SQLite would take the call as well, and then no row. What is not written but read
 * is of a table that is there, and stays what it is.
 */
export function isMoment({ written }: SqlText): boolean {
  return written !== undefined && MOMENT.test(bareExpression(written));
}

/** Whether each row that is there would get the same value, which is all that ADD COLUMN can give it. */
export function isConstant(value: Default): boolean {
  if (value.kind === "serial") return false;
  return value.kind === "literal" || CONSTANT.test(bareExpression(spelling(value)));
}

/** A constant that is NULL: for the rows that are there, as good as none. */
export function isNull(value: Default): boolean {
  return value.kind === "expression" && /^null$/i.test(bareExpression(spelling(value)));
}

/** The expression without spaces and parentheses around all of it. */
export function bareExpression(text: string): string {
  const inner = text.trim();
  return enclosed(inner) ? bareExpression(inner.slice(1, -1)) : inner;
}

/** Whether the first parenthesis is closed by the last one. */
function enclosed(text: string): boolean {
  if (!text.startsWith("(") || !text.endsWith(")")) return false;
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[()]/g)) {
    depth += piece === "(" ? 1 : piece === ")" ? -1 : 0;
    if (depth === 0 && index < text.length - 1) return false;
  }
  return depth === 0;
}
