import { afterGroup, type Token } from "../trivial/tokens.ts";

/** What stands between two places of a text, and what is put there instead. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** The texts of tokens in one, without what stood between them. */
export function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
}

/** Where the tokens stand that are not in brackets of their own, as far as one that ends it. */
export function outside(tokens: readonly Token[], from: number, to: number): readonly number[] {
  const places: number[] = [];
  for (let at = from; at < to; at = isOpen(tokens, at) ? afterGroup(tokens, at) : at + 1) places.push(at);
  return places;
}

function isOpen(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text;
  return text === "(" || text === "[";
}
