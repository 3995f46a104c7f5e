import { NEEDS_QUOTES, truncateName } from "@limbeck/model";
import { type Token } from "./tokens.ts";

/** A word as the server keeps it. It folds ASCII letters only (downcase_identifier in scansup.c, for UTF-8). */
export function fold(word: string): string {
  return cut(word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** A quoted name without its quotes where they change nothing, and cut as the server cuts it. */
export function normalName(quoted: string): string {
  const name = unquoted(quoted);
  if (name === undefined) return quoted;
  return isPlainName(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The name in the quotes, or the name itself where it has none; undefined for `U&"…"`, whose escapes are not read. */
export function unquoted(text: string): string | undefined {
  if (text.startsWith('"')) return cut(text.slice(1, -1).replaceAll('""', '"'));
  return isPlainName(text) ? text : undefined;
}

/** A name as the server stores it; no character takes more than three bytes for each of its code units. */
function cut(name: string): string {
  return name.length <= 21 ? name : truncateName(name);
}

function isPlainName(name: string): boolean {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !NEEDS_QUOTES.has(name);
}

/** The name that a token spells, as the server keeps it; undefined where the token is no name. */
export function nameOfToken({ kind, text }: Token): string | undefined {
  return kind === "word" ? fold(text) : kind === "quoted" ? unquoted(text) : undefined;
}
