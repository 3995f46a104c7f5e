import { keywords } from "./keywords.ts";
import { type Token } from "./tokens.ts";

/** The server folds ASCII letters only (downcase_identifier in scansup.c, for UTF-8). */
export function fold(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A quoted name without its quotes where they change nothing. */
export function normalName(quoted: string): string {
  const name = unquoted(quoted);
  return name !== undefined && isPlainName(name) ? name : quoted;
}

/** The name in the quotes, or the name itself where it has none; undefined for `U&"…"`, whose escapes are not read. */
export function unquoted(text: string): string | undefined {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  return isPlainName(text) ? text : undefined;
}

function isPlainName(name: string): boolean {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !keywords.has(name);
}

/** The name that a token spells, as the server keeps it; undefined where the token is no name. */
export function nameOfToken({ kind, text }: Token): string | undefined {
  return kind === "word" ? fold(text) : kind === "quoted" ? unquoted(text) : undefined;
}
