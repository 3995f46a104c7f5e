import { type Unmodelled } from "@limbeck/introspector";

/** What a Schema does not describe and what yet can stand beside the tables while they change. */
const BESIDE_TABLES: ReadonlySet<string> = new Set([
  "aggregate",
  "base type",
  "collation",
  "composite type",
  "event trigger",
  "extension",
  "foreign server",
  "function",
  "operator",
  "policy",
  "procedure",
  "publication",
  "range type",
  "rule",
  "statistics",
  "trigger",
]);

/** How the witness begins a line about what a Schema describes, and one about a comment on it. */
const DESCRIBED = /^(namespace|table|column|constraint|index|sequence|enum|domain|composite|range|view) /;
const COMMENT = /^comment [^:]*\b(schema|table|column|constraint|index|sequence|type|view) /;

/**
 * In a word, why a comparison of two databases could not make one the other: they differ in what a Schema does not
 * describe, or their tables have what it cannot say. `undefined` where it can. What both have alike is no reason.
 */
export function beyondSchema(
  unmodelled: readonly Unmodelled[],
  left: readonly string[],
  right: readonly string[],
): string | undefined {
  const inTable = unmodelled.find(({ kind }) => !BESIDE_TABLES.has(kind));
  if (inTable !== undefined) return inTable.kind;
  const different = onlyInOne(left.filter(isBeyond), right.filter(isBeyond));
  return different && nounOf(different);
}

function isBeyond(line: string): boolean {
  return !DESCRIBED.test(line) && !COMMENT.test(line) && isOfSchema(line);
}

/** Who may do what with an object is not part of a Schema. */
export function isOfSchema(line: string): boolean {
  return !line.startsWith("privileges ");
}

function nounOf(line: string): string {
  return line.slice(0, line.indexOf(" "));
}

function onlyInOne(left: readonly string[], right: readonly string[]): string | undefined {
  const [inLeft, inRight] = [new Set(left), new Set(right)];
  return left.find((line) => !inRight.has(line)) ?? right.find((line) => !inLeft.has(line));
}
