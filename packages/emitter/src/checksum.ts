import { createHash } from "node:crypto";

import { constantOf } from "./constant.ts";
import { statementsOf } from "./statement.ts";
import { type PlacedToken, stringValue, tokensOf } from "./token.ts";

/**
 * The checksum of what a revision does: SHA-256, in hex, over the tokens of the file without comments and without the header
 * constants. To lay the file out anew, to change its line ends, its quotes or its message, or to move it onto another parent
 * changes nothing; to change what it does changes all.
 */
export function bodyChecksum(text: string): string {
  const hash = createHash("sha256");
  for (const statement of statementsOf(tokensOf(text))) {
    if (constantOf(statement) !== undefined) continue;
    for (const word of words(statement)) hash.update(word).update("\0");
  }
  return hash.digest("hex");
}

/** The tokens in a spelling that no formatter chooses. */
function* words(tokens: readonly PlacedToken[]): Generator<string> {
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.value;
    if (token.value === ";" || (token.value === "," && CLOSERS.has(next ?? ""))) continue;
    if (isParameterBracket(tokens, at)) continue;
    yield spelling(token, next);
  }
}

const CLOSERS: ReadonlySet<string> = new Set(["}", ")", "]"]);

/** `(x) => …` and `x => …` are the same. */
function isParameterBracket(tokens: readonly PlacedToken[], at: number): boolean {
  const value = tokens[at]?.value;
  return (value === "(" && opensParameter(tokens, at)) || (value === ")" && opensParameter(tokens, at - 2));
}

function opensParameter(tokens: readonly PlacedToken[], at: number): boolean {
  const [open, name, close, arrow] = tokens.slice(Math.max(at, 0), at + 4);
  if (open?.value !== "(" || name?.type !== "IdentifierName") return false;
  return close?.value === ")" && arrow?.value === "=>";
}

/** A key with quotes is one without; a template's line ends are line feeds (ECMAScript, 12.9.6). */
function spelling(token: PlacedToken, next: string | undefined): string {
  const { type, value } = token;
  if (type === "StringLiteral") {
    const text = stringValue(token) ?? value;
    return next === ":" ? text : JSON.stringify(text);
  }
  return type.startsWith("Template") || type === "NoSubstitutionTemplate"
    ? value.replaceAll("\r\n", "\n")
    : value;
}
