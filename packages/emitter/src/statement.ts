import { type PlacedToken } from "./token.ts";

/**
 * Divides the tokens of a file into the statements that stand outside all brackets, one at a time. A statement ends at its
 * semicolon or, where there is none, at a word that can only begin the next one.
 */
export function* statementsOf(tokens: Iterable<PlacedToken>): Generator<readonly PlacedToken[]> {
  let statement: PlacedToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0 && statement.length > 0 && begins(token, statement.at(-1))) {
      yield statement;
      statement = [];
    }
    depth += DEPTH[token.value] ?? 0;
    statement.push(token);
    if (depth > 0 || token.value !== ";") continue;
    yield statement;
    statement = [];
  }
  if (statement.length > 0) yield statement;
}

/** What a token does to the number of open brackets. */
export const DEPTH: Readonly<Record<string, number>> = { "{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1 };

function begins({ value }: PlacedToken, before: PlacedToken | undefined): boolean {
  return BEGINNINGS.has(value) && !(before !== undefined && CONTINUED.has(before.value));
}

const BEGINNINGS: ReadonlySet<string> = new Set([
  "async",
  "class",
  "const",
  "declare",
  "export",
  "exports",
  "function",
  "import",
  "interface",
  "let",
  "module",
  "type",
  "var",
]);

/** After these, a word of the list above goes on: `export const`, `module.exports`, `export default async function`. */
const CONTINUED: ReadonlySet<string> = new Set(["export", "default", "async", "declare", "import", ".", "="]);
