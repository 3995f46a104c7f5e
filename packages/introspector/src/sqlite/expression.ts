import { foldName } from "@limbeck/model";
import { nameOfToken, type Token, tokenize } from "./parse/tokens.ts";

/** The names that a text in double quotes may be; it is a string where it is none of them. */
export type ColumnNames = ReadonlySet<string>;

export function columnNames(columns: readonly { readonly name: string }[]): ColumnNames {
  return new Set(columns.map(({ name }) => foldName(name)));
}

/**
 * The tokens as one line: without comments, with one blank where there was any space, and without parentheses around
 * the whole. Old versions take `"x"` for a string where no column is called so, and keep that text: newer ones may
 * refuse to make it again, so that it is said in single quotes here.
 */
export function expressionText(tokens: readonly Token[], columns: ColumnNames): string {
  const inner = withoutParentheses(tokens);
  return inner
    .map((token, at) => {
      const gap = at > 0 && (inner[at - 1]?.end ?? 0) < token.start ? " " : "";
      return gap + tokenText(inner, at, columns);
    })
    .join("")
    .trim();
}

function tokenText(tokens: readonly Token[], at: number, columns: ColumnNames): string {
  const token = tokens[at];
  if (token === undefined) return "";
  if (!token.text.startsWith('"') || !isString(tokens, at, columns)) return token.text;
  return `'${(nameOfToken(token) ?? "").replaceAll("'", "''")}'`;
}

const ROWID: ReadonlySet<string> = new Set(["rowid", "oid", "_rowid_"]);

function isString(tokens: readonly Token[], at: number, columns: ColumnNames): boolean {
  const name = nameAt(tokens, at);
  if (columns.has(name) || ROWID.has(name)) return false;
  const [before = "", after = ""] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
  const isName = before === "." || after === "." || after === "(";
  return !isName && !BEFORE_NAMES.has(before.toUpperCase());
}

/** After these stands the name of a collation or of a type. */
const BEFORE_NAMES: ReadonlySet<string> = new Set(["COLLATE", "AS"]);

function nameAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return foldName((token && nameOfToken(token)) ?? "");
}

/** The same without parentheses that stand around the whole. */
export function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.text !== "(" || tokens.at(-1)?.text !== ")") return tokens;
  let depth = 0;
  for (const [at, { text }] of tokens.entries()) {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth === 0) return at === tokens.length - 1 ? withoutParentheses(tokens.slice(1, -1)) : tokens;
  }
  return tokens;
}

/** `Varchar ( 20 )` → `varchar(20)`: what is compared of a type is its text, without case and without spaces that say nothing. */
export function canonicalDeclaredType(text: string): string {
  const tokens = tokenize(text);
  return tokens
    .map((token, at) => {
      const tight = /^[(),]$/.test(token.text) || /^[(,+-]$/.test(tokens[at - 1]?.text ?? "(");
      return (tight ? "" : " ") + foldName(token.text);
    })
    .join("");
}
