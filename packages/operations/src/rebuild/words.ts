import { foldName, spelling, type SqlText, type Trigger } from "@limbeck/model";

import { quoteIdentifier } from "../sql/identifier.ts";

const WORDS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[A-Za-z_\u{80}-\u{10ffff}][\w$\u{80}-\u{10ffff}]*/gu;

/**
 * Whether a text may name one of the names, which are folded: SQLite reads names in any case, and quoted in four ways. A
 * string or an alias of that name counts too: what is dropped once too often and made again is as it was.
 */
export function mayName(text: SqlText | undefined, names: ReadonlySet<string>): boolean {
  if (text === undefined) return false;
  return [...spelling(text).matchAll(WORDS)].some(([word]) => names.has(plain(word)));
}

/** The names, folded, of what a text calls. */
export function calledIn(text: string): readonly string[] {
  return [...text.matchAll(WORDS)].flatMap(({ 0: word, index }) => {
    const isCalled = text
      .slice(index + word.length)
      .trimStart()
      .startsWith("(");
    return isCalled ? [plain(word)] : [];
  });
}

export function triggerMayName({ when, body }: Trigger, names: ReadonlySet<string>): boolean {
  return mayName(when, names) || mayName(body, names);
}

/** The text with a table called by another name where its columns are called by the table: `tasks.id`. */
export function callTable(text: SqlText, from: string, to: string): SqlText {
  const call = (side: string): string =>
    side.replace(WORDS, (word: string, at: number) =>
      !word.startsWith("'") && plain(word) === foldName(from) && isOwner(side, at, word)
        ? quoteIdentifier(to)
        : word,
    );
  return {
    ...(text.written === undefined ? {} : { written: call(text.written) }),
    ...(text.canonical === undefined ? {} : { canonical: call(text.canonical) }),
  };
}

function isOwner(text: string, at: number, word: string): boolean {
  return (
    text
      .slice(at + word.length)
      .trimStart()
      .startsWith(".") && !text.slice(0, at).trimEnd().endsWith(".")
  );
}

function plain(word: string): string {
  const [quote = ""] = word;
  if (quote === "[") return foldName(word.slice(1, -1));
  const inner = /['"`]/.test(quote) ? word.slice(1, -1).replaceAll(quote + quote, quote) : word;
  return foldName(inner);
}

const TOKENS = new RegExp(`--[^\\n]*|/\\*[^]*?\\*/|${WORDS.source}|[^\\s]`, "gu");

/** Whether two texts say the same, word for word: spaces, comments, parentheses around all, and the case and quotes of names say nothing. */
export function sameWords(one: SqlText, other: SqlText): boolean {
  return words(one) === words(other);
}

function words(text: SqlText): string {
  const found = spelling(text).match(TOKENS) ?? [];
  const said = found
    .filter((word) => !word.startsWith("--") && !word.startsWith("/*"))
    .map((word) => (word.startsWith("'") ? word : plain(word)));
  while (isEnclosed(said)) said.splice(0, said.length, ...said.slice(1, -1));
  return JSON.stringify(said);
}

/** Whether the first parenthesis is closed by the last one. */
function isEnclosed(said: readonly string[]): boolean {
  let depth = 0;
  const end = said.findIndex((word) => {
    depth += word === "(" ? 1 : word === ")" ? -1 : 0;
    return depth === 0;
  });
  return said[0] === "(" && end === said.length - 1;
}

/** Names as SQLite compares them. */
export function folded(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(foldName));
}
