/** `variable` is `?1`, `:name`; no text of a schema has one, but a text that is compared may. */
export type TokenKind = "word" | "quoted" | "string" | "number" | "blob" | "variable" | "operator";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it stands in the text, in UTF-16 units; `end` is behind it. */
  readonly start: number;
  readonly end: number;
}

type Lexeme = TokenKind | "space";

/**
 * SQLite's lexical rules (its tokenize.c, and "Literal Values" in lang_expr.html), tried in this order at each place. A name may hold any
 * character beyond ASCII, a comment may end with the text, brackets have no escape.
 * A library that keeps positions and knows SQLite's grammar of today was not found under a licence that fits.
 */
const LEXEMES: readonly (readonly [Lexeme, RegExp])[] = [
  ["space", /(?:[ \t\n\f\r\uFEFF]+|--[^\n]*|\/\*[^]*?(?:\*\/|$))/y],
  ["blob", /[xX]'[^']*'?/y],
  ["string", /'(?:[^']|'')*'?/y],
  ["quoted", /"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?/y],
  ["number", /0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y],
  ["word", /[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y],
  ["variable", /\?\d*|[$@:#][\w$\u0080-\uFFFF]+(?:::[\w$\u0080-\uFFFF]+)*/y],
  ["operator", /->>|->|\|\||<=|<>|<<|>=|>>|==|!=|[^]/y],
];

/** The tokens of a text, without spaces and comments. No text is refused: what SQLite would refuse it does not keep either. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < text.length;) {
    const [kind, end] = lexemeAt(text, start);
    if (kind !== "space") tokens.push({ kind, text: text.slice(start, end), start, end });
    start = end;
  }
  return tokens;
}

function lexemeAt(text: string, start: number): readonly [Lexeme, number] {
  for (const [kind, pattern] of LEXEMES) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return [kind, pattern.lastIndex];
  }
  return ["operator", start + 1];
}

/** What a token says where a name is expected: SQLite takes a string there too. Undefined for what is no name. */
export function nameOfToken({ kind, text }: Token): string | undefined {
  if (kind === "word") return text;
  if (kind !== "quoted" && kind !== "string") return undefined;
  const [quote = ""] = text;
  const inner = text.slice(1, -1);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
}

/** Whether it is this keyword, written without quotes; `word` in capitals. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === word;
}
