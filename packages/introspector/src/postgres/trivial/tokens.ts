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
 * begin at the same place. Comments are left out like white space; a nested one is not understood and becomes `unknown`.
 * Each rule is one group, and the only group, of the expression below.
 */
const RULES: readonly (readonly [TokenKind | "space", string])[] = [
  ["space", String.raw`(?:\s+|--[^\n]*|\/\*(?:(?!\/\*|\*\/)[^])*\*\/)+`],
  ["string", String.raw`[eE]'(?:[^'\\]|''|\\[^])*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'`],
  ["quoted", String.raw`(?:[uU]&)?"(?:[^"]|"")+"`],
  ["word", String.raw`[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`],
  ["number", String.raw`(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?`],
  ["punctuation", String.raw`::|:=|\.\.|[()[\],;.:]`],
  // An operator ends where a comment begins: `a +-- b`.
  ["operator", String.raw`(?:(?!--|\/\*)[+\-*/<>=~!@#%^&|${"`"}?])+`],
  ["unknown", "[^]"],
];

const RULE = new RegExp(RULES.map(([, rule]) => `(${rule})`).join("|"), "g");

/** `$tag$ … $tag$`; the only rule that refers to itself. */
const DOLLAR = /\$((?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[^]*?\$\1\$/y;

/** Cuts a SQL text into tokens. Never throws: what no rule knows is a token of kind `unknown`. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < sql.length;) {
    const [kind, text] = tokenAt(sql, start);
    const end = start + text.length;
    if (kind !== "space") tokens.push({ kind, text, start, end });
    start = end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): readonly [TokenKind | "space", string] {
  if (sql.charAt(start) === "$") {
    DOLLAR.lastIndex = start;
    const [text] = DOLLAR.exec(sql) ?? ["$"];
    return [text === "$" ? "unknown" : "string", text];
  }
  // Every character begins some rule, so the match is at `start` though the expression is not sticky.
  RULE.lastIndex = start;
  const match = RULE.exec(sql) ?? [""];
  const kind = RULES[match.indexOf(match[0], 1) - 1]?.[0] ?? "unknown";
  return [kind, match[0]];
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
