import { type Change } from "./repeatable/change.ts";
import { castAt, nestedAt } from "./repeatable/condition.ts";
import { marksAt, rowsAt } from "./repeatable/query.ts";
import { unnamedAt } from "./repeatable/unnamed.ts";
import { type Token, tokenize } from "./trivial/tokens.ts";

/**
 * What the server has to be told to print again what it printed. There are places where it prints what, read again, it would print otherwise or
 * not read at all: see `repeatable/`.
 */
export function repeatable(sql: string): string {
  if (!PRINTED.test(sql)) return sql;
  const tokens = tokenize(sql);
  return tokens
    .flatMap((_, at) => WAYS.flatMap((way) => way(tokens, at)))
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, put }) => text.slice(0, start) + put + text.slice(end), sql);
}

const WAYS: readonly ((tokens: readonly Token[], at: number) => readonly Change[])[] = [
  castAt,
  nestedAt,
  unnamedAt,
  rowsAt,
  marksAt,
];

/** What is in all texts with such a place, and in few others. */
const PRINTED =
  /\)::(?:text|inet|oid)\[\]|\)\s+(?:AND|OR)\s|\b(?:SELECT|RETURNING)\b[^]*::|\(VALUES |\bCYCLE\b/;
