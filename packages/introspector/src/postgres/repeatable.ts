import { afterGroup, type Token, tokenize } from "./trivial/tokens.ts";

/**
 * What the server has to be told to print again what it printed. There are two ways in which it prints what, read again, it would print
 * otherwise. It shows the cast of a list that it took for another type: `code IN ('a')` of a varchar becomes
 * `= ANY ((ARRAY['a'::character varying])::text[])`, where the cast, read, goes to each element (transformTypeCast in parse_expr.c). And it
 * shows conditions within conditions: `n BETWEEN 1 AND 9 AND b` becomes `((n >= 1) AND (n <= 9)) AND b`, which, read, is one condition of
 * three (makeAndExpr in gram.y), unless something stands between them that leaves no trace.
 */
export function repeatable(sql: string): string {
  if (!PRINTED.test(sql)) return sql;
  const tokens = tokenize(sql);
  const changes = tokens.flatMap((_, at) => [...castAt(tokens, at), ...nestedAt(tokens, at)]);
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, put }) => text.slice(0, start) + put + text.slice(end), sql);
}

const PRINTED = /\)::text\[\]|\)\s+(?:AND|OR)\s/;

interface Change {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** What goes, where a list begins at this token: its opening bracket, and the closing one with the cast. */
function castAt(tokens: readonly Token[], at: number): readonly Change[] {
  if (!/^(?:ANY|ALL)\(\(ARRAY\[$/.test(textOf(tokens, at, at + 5))) return [];
  const behind = afterGroup(tokens, at + 2);
  const [open, close, last] = [tokens[at + 2], tokens[behind - 1], tokens[behind + 3]];
  if (textOf(tokens, behind - 1, behind + 5) !== ")::text[])" || !open || !close || !last) return [];
  return [
    { start: open.start, end: open.end, put: "" },
    { start: close.start, end: last.end, put: "" },
  ];
}

/** A cast behind the condition that begins at this token, where it is the first within another of its kind. */
function nestedAt(tokens: readonly Token[], at: number): readonly Change[] {
  const isFirst = at === 0 || tokens[at - 1]?.text === "(";
  if (!isFirst || tokens[at]?.text !== "(") return [];
  const behind = afterGroup(tokens, at);
  const [close, word] = [tokens[behind - 1], tokens[behind]?.text];
  if (close === undefined || (word !== "AND" && word !== "OR")) return [];
  return joins(tokens, at + 1, behind - 1, word)
    ? [{ start: close.end, end: close.end, put: "::boolean" }]
    : [];
}

/** Whether a word joins what stands between two tokens, beside what stands in brackets there. */
function joins(tokens: readonly Token[], from: number, to: number, word: string): boolean {
  for (let at = from; at < to;) {
    const text = tokens[at]?.text ?? "";
    if (text === word) return true;
    at = text === "(" || text === "[" ? afterGroup(tokens, at) : at + 1;
  }
  return false;
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
}
