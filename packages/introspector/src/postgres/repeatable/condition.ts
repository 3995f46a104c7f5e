import { afterGroup, type Token } from "../trivial/tokens.ts";
import { type Change, outside, textOf } from "./change.ts";

/**
 * What goes, where a list begins at this token: its opening bracket, and the closing one with the cast. The server shows the cast of a list
 * that it took for another type: `code IN ('a')` of a varchar becomes `= ANY ((ARRAY['a'::character varying])::text[])`, where the cast,
 * read, goes to each element (transformTypeCast in parse_expr.c).
 */
export function castAt(tokens: readonly Token[], at: number): readonly Change[] {
  if (!/^(?:ANY|ALL)\(\(ARRAY\[$/.test(textOf(tokens, at, at + 5))) return [];
  const behind = afterGroup(tokens, at + 2);
  const [open, close, last] = [tokens[at + 2], tokens[behind - 1], tokens[behind + 3]];
  if (!CAST.test(textOf(tokens, behind - 1, behind + 5)) || !open || !close || !last) return [];
  return [
    { start: open.start, end: open.end, put: "" },
    { start: close.start, end: last.end, put: "" },
  ];
}

/** The types that others are taken for as they are: `varchar`, `cidr`, and those of names, as `regclass`. */
const CAST = /^\)::(?:text|inet|oid)\[\]\)$/;

/**
 * A cast behind the condition that begins at this token, where it is the first within another of its kind: `n BETWEEN 1 AND 9 AND b` becomes
 * `((n >= 1) AND (n <= 9)) AND b`, which, read, is one condition of three (makeAndExpr in gram.y), unless something stands between them
 * that leaves no trace.
 */
export function nestedAt(tokens: readonly Token[], at: number): readonly Change[] {
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
  return outside(tokens, from, to).some((at) => tokens[at]?.text === word);
}
