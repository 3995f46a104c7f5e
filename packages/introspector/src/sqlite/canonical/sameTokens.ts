import { foldName } from "@limbeck/model";
import { columnNames, type ColumnNames, withoutParentheses } from "../expression.ts";
import { nameOfToken, type Token, tokenize } from "../parse/tokens.ts";
import { type Pair } from "./pair.ts";

/** Words that mean something else in quotes, though a column may be called so. */
const VALUES: ReadonlySet<string> = new Set(
  "case cast current_date current_time current_timestamp exists false not null raise true".split(" "),
);
const OPERATORS: Readonly<Record<string, string>> = { "==": "=", "!=": "<>" };
const NONE: ColumnNames = new Set();

/** Whether two texts have the same tokens, but for what SQLite does not tell apart: case, quotes of a column's name, spaces. */
export function sameTokens({ slot, table, written, canonical }: Pair): boolean {
  const columns = slot === "default" || table === undefined ? NONE : columnNames(table.columns);
  return tokenKeys(written, columns) === tokenKeys(canonical, columns);
}

function tokenKeys(text: string, columns: ColumnNames): string {
  const keys = withoutParentheses(withoutEnd(tokenize(text))).map((token) => tokenKey(token, columns));
  return JSON.stringify(keys);
}

/** A statement may end in a semicolon. */
function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  return tokens.at(-1)?.text === ";" ? tokens.slice(0, -1) : tokens;
}

function tokenKey(token: Token, columns: ColumnNames): string {
  const { kind, text } = token;
  switch (kind) {
    case "word":
    case "blob":
    case "number":
      return foldName(text);
    case "quoted": {
      const name = foldName(nameOfToken(token) ?? "");
      return columns.has(name) && !VALUES.has(name) ? name : `"${name}`;
    }
    case "operator":
      return OPERATORS[text] ?? text;
    case "string":
    case "variable":
      return text;
  }
}

/** Whether the constants are the same that a listing of bytecode cuts short: blobs at their first zero byte, reals at 16 digits. */
export function sameConstants({ written, canonical }: Pair): boolean {
  return constants(written) === constants(canonical);
}

function constants(text: string): string {
  const found = tokenize(text).flatMap(({ kind, text: one }) => {
    if (kind === "blob") return [one.toLowerCase()];
    return kind === "number" && /^[\d_]*[.eE]/.test(one) ? [String(Number(one.replaceAll("_", "")))] : [];
  });
  return JSON.stringify(found.sort());
}
