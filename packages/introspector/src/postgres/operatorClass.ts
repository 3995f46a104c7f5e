import { tokenize } from "./trivial/tokens.ts";

/**
 * One spelling for an operator class with parameters: the server prints `gist_trgm_ops (siglen='32')`, people write
 * `gist_trgm_ops(siglen = 32)`, and `gist_trgm_ops(siglen=32)` is what both become.
 */
export function operatorClassText(written: string): string {
  return tokenize(written)
    .map(({ kind, text }) => (kind === "string" ? bareValue(text) : text === "," ? ", " : text))
    .join("");
}

function bareValue(literal: string): string {
  const value = literal.slice(1, -1);
  return /^(?:\d+(?:\.\d+)?|[a-z_]+)$/.test(value) ? value : literal;
}
