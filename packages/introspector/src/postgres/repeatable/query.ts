import { type Token } from "../trivial/tokens.ts";
import { type Change, textOf } from "./change.ts";

/**
 * A blank between the bracket and `VALUES`, as a list of rows has it once it is read again: the rows of `CREATE VIEW v (a) AS VALUES (1)`
 * are shown as `FROM (VALUES (1)) "*VALUES*"`, and no query that has names for its columns is shown so.
 */
export function rowsAt(tokens: readonly Token[], at: number): readonly Change[] {
  const [open, word] = [tokens[at + 1], tokens[at + 2]];
  if (textOf(tokens, at, at + 3) !== "FROM(VALUES" || open?.end !== word?.start) return [];
  return open === undefined ? [] : [{ start: open.end, end: open.end, put: " " }];
}

/**
 * The marks of a `CYCLE`, which the server shows as it shows literals elsewhere, `'Y'::text`, and where its grammar takes the type only in front
 * (AexprConst in gram.y).
 */
export function marksAt(tokens: readonly Token[], at: number): readonly Change[] {
  if (tokens[at]?.text !== "CYCLE") return [];
  const set = wordAt(tokens, "SET", at);
  const to = set + 2;
  if (tokens[to]?.text !== "TO") return [];
  const other = wordAt(tokens, "DEFAULT", to);
  return [...markAt(tokens, to + 1, other), ...markAt(tokens, other + 1, wordAt(tokens, "USING", other))];
}

function wordAt(tokens: readonly Token[], word: string, from: number): number {
  const at = tokens.findIndex(({ text }, index) => index > from && text === word);
  return at === -1 ? tokens.length : at;
}

function markAt(tokens: readonly Token[], from: number, to: number): readonly Change[] {
  const [literal, cast, last] = [tokens[from], tokens[from + 1], tokens[to - 1]];
  if (cast?.text !== "::" || literal === undefined || last === undefined) return [];
  const type = tokens.slice(from + 2, to).map(({ text }) => text);
  return [{ start: literal.start, end: last.end, put: typed(literal.text, type) }];
}

/** The fields of an interval stand behind the literal: `interval '1' day`. */
function typed(literal: string, type: readonly string[]): string {
  const [first, ...fields] = type;
  if (first === "interval") return [first, literal, ...fields].join(" ");
  return type.join("") === "text" ? literal : [...type, literal].join(" ");
}
