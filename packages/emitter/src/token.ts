import jsTokens, { type Token } from "js-tokens";

import { plainTokenAt } from "./plainToken.ts";

/** A token that means something, and where it begins in the text. */
export interface PlacedToken {
  readonly type: Token["type"];
  readonly value: string;
  readonly offset: number;
}

const SILENT: ReadonlySet<Token["type"]> = new Set([
  "WhiteSpace",
  "LineTerminatorSequence",
  "MultiLineComment",
  "SingleLineComment",
  "HashbangComment",
]);

/** The tokens of a file without space and comments, one at a time, so that who has seen enough can stop. */
export function* tokensOf(text: string): Generator<PlacedToken> {
  let plain = 0;
  for (let token = plainTokenAt(text, 0); token !== undefined; token = plainTokenAt(text, plain)) {
    plain = token.offset + token.value.length;
    yield token;
  }
  let offset = 0;
  // From the beginning again: what a slash means is told by all that stands before it.
  for (const { type, value } of jsTokens(text)) {
    if (offset >= plain && !SILENT.has(type)) yield { type, value, offset };
    offset += value.length;
  }
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** What a string literal or a template without substitutions stands for; undefined for one that is not closed. */
export function stringValue({ type, value }: PlacedToken): string | undefined {
  if (type !== "StringLiteral" && type !== "NoSubstitutionTemplate") return undefined;
  const quote = value.charAt(0);
  if (value.length < 2 || !value.endsWith(quote)) return undefined;
  return value.slice(1, -1).replace(ESCAPE, unescape);
}

// ECMAScript, 12.9.4 String Literals: an escaped line end stands for nothing.
const ESCAPE = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g;

const NAMED: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\r\n": "",
};

function unescape(_all: string, ...[braced, four, two, other]: readonly (string | undefined)[]): string {
  const code = braced ?? four ?? two;
  if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
  return NAMED[other ?? ""] ?? other ?? "";
}
