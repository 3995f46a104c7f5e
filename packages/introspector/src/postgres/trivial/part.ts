import { NEEDS_QUOTES } from "@limbeck/model";
import { fold, normalName, unquoted } from "./identifier.ts";
import { type Token, type TokenKind } from "./tokens.ts";

/** A token in its one spelling, or a whole type behind `::`. */
export interface Part {
  readonly kind: TokenKind | "type";
  readonly text: string;
}

export function partOf({ kind, text }: Token): Part {
  return { kind, text: SPELLING[kind](text) };
}

const asIs = (text: string) => text;

const SPELLING = {
  word: fold,
  quoted: normalName,
  string: (text) => (/^e'[^\\]*$/i.test(text) ? text.slice(1) : text),
  operator: (text) => (text === "!=" ? "<>" : text),
  number: asIs,
  punctuation: asIs,
  unknown: asIs,
} satisfies Record<TokenKind, (text: string) => string>;

/** The name that a part spells; undefined where it is none. */
export function nameOfPart(part: Part | undefined): string | undefined {
  if (part?.kind === "quoted") return unquoted(part.text);
  return part?.kind === "word" && !NEEDS_QUOTES.has(part.text) ? part.text : undefined;
}
