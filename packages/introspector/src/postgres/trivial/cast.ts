import { nameOfPart, type Part, partOf } from "./part.ts";
import { type Token } from "./tokens.ts";
import { normalType } from "./type.ts";

/** The words of types, joined by spaces; those of more than one word first. */
const TYPES = [
  /^(?:timestamp|time)(?: \( \d+ \))? with(?:out)? time zone/,
  /^(?:character|char|bit) varying(?: \( \d+ \))?/,
  /^double precision/,
  /^(?:[a-z_][\w$]*|"(?:[^"]|"")+")(?: \. (?:[a-z_][\w$]*|"(?:[^"]|"")+"))?(?: \( [\d ,]+ \))?/,
];

/** Makes one part of the type behind each `::`, in the one spelling of types. */
export function withTypes(tokens: readonly Token[]): readonly Part[] {
  const parts = tokens.map(partOf);
  const joined: Part[] = [];
  for (let position = 0; position < parts.length; position += 1) {
    const part = parts[position];
    if (part === undefined) break;
    joined.push(part);
    const length = part.text === "::" ? typeLength(parts.slice(position + 1, position + 12)) : 0;
    if (length === 0) continue;
    const words = parts.slice(position + 1, position + 1 + length).map(({ text }) => text);
    joined.push({ kind: "type", text: normalType(typeText(words)) });
    position += length;
  }
  return joined;
}

/** How many of the parts are a type; 0 where they do not begin with one. */
function typeLength(parts: readonly Part[]): number {
  const texts = parts.map(({ text }) => text);
  // A quoted name may hold a space, and then the words could not be counted.
  if (texts.some((text) => text.startsWith('"') && text.includes(" "))) return 0;
  const words = texts.join(" ");
  const match = TYPES.map((type) => type.exec(words)?.[0]).find((type) => type !== undefined);
  if (match === undefined) return 0;
  const length = match.split(" ").length;
  return texts[length] === "[" && texts[length + 1] === "]" ? length + 2 : length;
}

function typeText(words: readonly string[]): string {
  return words
    .join(" ")
    .replace(/ ?([.()[\],]) ?/g, "$1")
    .replace(/\)(?=[a-z])/, ") ");
}

const COMPARISONS: ReadonlySet<string> = new Set(["=", "<>", "<", ">", "<=", ">="]);
const BEFORE: ReadonlySet<string | undefined> = new Set([undefined, "(", "and", "or"]);
const AFTER: ReadonlySet<string | undefined> = new Set([undefined, ")", "and", "or"]);

/**
 * `status = 'new'::text` → `status = 'new'`, where `status` is a text: a bare constant takes the type of the other side
 * if that type has the operator (binary_oper_exact in parse_oper.c), and the cast shows that it has.
 */
export function withoutCasts(parts: readonly Part[], types: ReadonlyMap<string, string>): readonly Part[] {
  return parts.filter(
    (_, position) => ![3, 4].some((offset) => isShownCast(parts, position - offset, types)),
  );
}

/** Whether `column = 'constant' :: type` begins at a position, by itself on its side of AND and OR. */
function isShownCast(parts: readonly Part[], start: number, types: ReadonlyMap<string, string>): boolean {
  if (start < 0 || !isComparison(parts.slice(start, start + 4))) return false;
  const alone = BEFORE.has(parts[start - 1]?.text) && AFTER.has(parts[start + 5]?.text);
  return alone && parts[start + 4]?.text === typeOf(parts[start], types);
}

function isComparison([, comparison, constant, cast]: readonly Part[]): boolean {
  return constant?.kind === "string" && cast?.text === "::" && COMPARISONS.has(comparison?.text ?? "");
}

function typeOf(column: Part | undefined, types: ReadonlyMap<string, string>): string | undefined {
  const type = types.get(nameOfPart(column) ?? "");
  return type === undefined ? undefined : normalType(type);
}
