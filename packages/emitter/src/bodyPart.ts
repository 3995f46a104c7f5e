import { constantOf } from "./constant.ts";
import { DEPTH, statementsOf } from "./statement.ts";
import { type PlacedToken, stringValue, tokensOf } from "./token.ts";

/** A directive in a body, or what stands between two of them: its words, and where it begins in the text. */
export interface BodyPart {
  readonly offset: number;
  readonly words: readonly string[];
}

/** The parts of a file that are not its header, in order. */
export function partsOf(text: string): readonly BodyPart[] {
  const statements = [...statementsOf(tokensOf(text))];
  return statements.filter((statement) => constantOf(statement) === undefined).flatMap(partsIn);
}

function partsIn(statement: readonly PlacedToken[]): readonly BodyPart[] {
  const parts: { offset: number; words: string[] }[] = [];
  let depth = 0;
  for (const [at, token] of statement.entries()) {
    const word = wordAt(statement, at);
    const isEdge = depth === 1 && (token.value === "}" || beginsCall(statement, at));
    depth += DEPTH[token.value] ?? 0;
    if (word === undefined) continue;
    if (isEdge || parts.length === 0) parts.push({ offset: token.offset, words: [] });
    parts.at(-1)?.words.push(word);
  }
  return parts;
}

/** `op.createTable(` */
function beginsCall(tokens: readonly PlacedToken[], at: number): boolean {
  const [object, dot, method, bracket] = tokens.slice(at, at + 4);
  if (object?.type !== "IdentifierName" || method?.type !== "IdentifierName") return false;
  return dot?.value === "." && bracket?.value === "(" && tokens[at - 1]?.value !== ".";
}

/** A token in a spelling that no formatter chooses; undefined for one that a formatter may leave out. */
function wordAt(tokens: readonly PlacedToken[], at: number): string | undefined {
  const token = tokens[at];
  const next = tokens[at + 1]?.value;
  if (token === undefined || token.value === ";" || (token.value === "," && CLOSERS.has(next ?? "")))
    return undefined;
  return isParameterBracket(tokens, at) ? undefined : spelling(token, next);
}

const CLOSERS: ReadonlySet<string> = new Set(["}", ")", "]"]);

/** `(x) => …` and `x => …` are the same. */
function isParameterBracket(tokens: readonly PlacedToken[], at: number): boolean {
  const value = tokens[at]?.value;
  return (value === "(" && opensParameter(tokens, at)) || (value === ")" && opensParameter(tokens, at - 2));
}

function opensParameter(tokens: readonly PlacedToken[], at: number): boolean {
  const [open, name, close, arrow] = tokens.slice(Math.max(at, 0), at + 4);
  if (open?.value !== "(" || name?.type !== "IdentifierName") return false;
  return close?.value === ")" && arrow?.value === "=>";
}

/** A key with quotes is one without; a template's line ends are line feeds (ECMAScript, 12.9.6). */
function spelling(token: PlacedToken, next: string | undefined): string {
  const { type, value } = token;
  if (type === "StringLiteral") {
    const text = stringValue(token) ?? value;
    return next === ":" ? text : JSON.stringify(text);
  }
  return type.startsWith("Template") || type === "NoSubstitutionTemplate"
    ? value.replaceAll("\r\n", "\n")
    : value;
}
