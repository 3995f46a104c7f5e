/** The smallest parts of a SQL text. `text` is what stands there, with its quotes. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type TokenKind = "word" | "quoted" | "string" | "number" | "operator" | "punctuation" | "unknown";

/**
 * The lexical rules of PostgreSQL (manual 4.1, and scan.l for what it leaves out), the longest first where two could
 * begin at the same place. Comments are left out like white space, but not nested ones: they make the rest `unknown`.
 */
const RULES: readonly (readonly [TokenKind | "space", RegExp])[] = [
  ["space", /\s+|--[^\n]*|\/\*(?:(?!\/\*|\*\/)[^])*\*\//y],
  ["string", /[eE]'(?:[^'\\]|''|\\[^])*'/y],
  ["string", /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'/y],
  ["string", /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[^]*?\$\1\$/y],
  ["quoted", /(?:[uU]&)?"(?:[^"]|"")+"/y],
  ["word", /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ["number", /(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y],
  ["punctuation", /::|:=|\.\.|[()[\],;.:]/y],
  ["operator", /[+\-*/<>=~!@#%^&|`?]+/y],
  ["unknown", /[^]/y],
];

/** Cuts a SQL text into tokens. Never throws: what no rule knows is a token of kind `unknown`. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    const [kind, text] = tokenAt(sql, start);
    const end = start + text.length;
    if (kind !== "space") tokens.push({ kind, text, start, end });
    start = end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): readonly [TokenKind | "space", string] {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = start;
    const text = rule.exec(sql)?.[0];
    if (text === undefined || text === "") continue;
    return [kind, kind === "operator" ? withoutComment(text) : text];
  }
  return ["unknown", sql.charAt(start)];
}

/** An operator ends where a comment begins: `a +-- b`. */
function withoutComment(operator: string): string {
  const comment = /(?!^)(?:--|\/\*)/.exec(operator);
  return comment === null ? operator : operator.slice(0, comment.index);
}

/** The position behind the bracket that closes the one at `open`; the end of the list where none does. */
export function afterGroup(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let position = open; position < tokens.length; position += 1) {
    const text = tokens[position]?.text;
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    if (depth === 0) return position + 1;
  }
  return tokens.length;
}
