import { type RevisionHeader } from "@limbeck/revisions";

import { type Constant, CONSTANTS, type ConstantName } from "./constant.ts";
import { applyEdits, type Edit } from "./edit.ts";
import { constantsOf, readHeader } from "./header.ts";
import { placedCommentLines, revisesLine } from "./headerComment.ts";
import { type PlacedToken, stringValue } from "./token.ts";

/** What of a header changes; what is absent stays. */
export type HeaderChanges = Partial<
  Pick<RevisionHeader, "revision" | "downRevisions" | "replaces" | "branchLabels" | "dependsOn">
>;

/**
 * The text of a revision file with another header: the constants, and the lines of the head comment that repeat them. Every
 * other character stays, and so do the quotes. A constant that the file leaves out is put in behind `revision`. Fails as
 * `readHeader` does.
 */
export function editHeader(text: string, file: string, changes: HeaderChanges): string {
  const before = readHeader(text, file);
  const constants = constantsOf(text, file);
  const after = valuesOf({ ...before, ...changes });
  const old = valuesOf(before);
  const changed = CONSTANTS.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(after[name]));
  const edits = changed.flatMap((name) => {
    const constant = constants.get(name);
    return constant === undefined
      ? insertion(text, constants.get("revision"), name, after[name])
      : replacement(constant, after[name], quoteOf(constants.get("revision")));
  });
  return applyEdits(text, [...edits, ...commentEdits(text, before, { ...before, ...changes })]);
}

function valuesOf(header: RevisionHeader) {
  const { revision, downRevisions, replaces = [], branchLabels, dependsOn } = header;
  return {
    revision: [revision],
    downRevision: downRevisions,
    replaces,
    branchLabels,
    dependsOn,
  } satisfies Record<ConstantName, readonly string[]>;
}

/** Where as many values stand as are wanted, each takes the place of one: the layout between them stays. */
function replacement({ name, value }: Constant, values: readonly string[], quote: string): readonly Edit[] {
  const strings = value.filter((token) => stringValue(token) !== undefined);
  if (strings.length > 0 && strings.length === values.length)
    return strings.map((token, at) =>
      replaced(token, token, literal(values[at] ?? "", token.value.charAt(0))),
    );
  const [first, last] = [value[0], value.at(-1)];
  if (first === undefined || last === undefined) return [];
  const style = strings[0]?.value.charAt(0) ?? quote;
  const isArray = first.value === "[" || (name !== "revision" && name !== "downRevision");
  return [replaced(first, last, valueText(values, style, isArray))];
}

function replaced(first: PlacedToken, last: PlacedToken, text: string): Edit {
  return { start: first.offset, end: endOf(last), text };
}

function endOf({ offset, value }: PlacedToken): number {
  return offset + value.length;
}

function valueText(values: readonly string[], quote: string, isArray: boolean): string {
  const [first, ...more] = values.map((value) => literal(value, quote));
  if (isArray || more.length > 0) return `[${[first ?? "", ...more].join(", ")}]`;
  return first ?? "null";
}

/** A statement like that of the revision, on a line of its own behind it. */
function insertion(
  text: string,
  revision: Constant | undefined,
  name: ConstantName,
  values: readonly string[],
): readonly Edit[] {
  const last = revision?.statement.at(-1);
  if (revision === undefined || last === undefined) return [];
  const start = endOfLine(text, endOf(last));
  const isArray = name !== "downRevision";
  const value = valueText(values, quoteOf(revision), isArray);
  const words = revision.statement[0]?.value === "export" ? "export const " : commonJs(revision.statement);
  const end = last.value === ";" ? ";" : "";
  return [{ start, end: start, text: `${lineEnd(text)}${words}${name} = ${value}${end}` }];
}

function commonJs(statement: readonly PlacedToken[]): string {
  return statement[0]?.value === "module" ? "module.exports." : "exports.";
}

/** Behind a comment that ends the line, if that is all that is left of it. */
function endOfLine(text: string, offset: number): number {
  const rest = /^[^\S\r\n]*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(offset));
  return offset + (rest?.[0].length ?? 0);
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function quoteOf(constant: Constant | undefined): string {
  return constant?.value[0]?.value.charAt(0) ?? '"';
}

/** The value as a literal in these quotes. */
function literal(value: string, quote: string): string {
  const inside = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
  const escaped = inside.replaceAll(quote, `\\${quote}`);
  return `${quote}${quote === "`" ? escaped.replaceAll("${", "\\${") : escaped}${quote}`;
}

/** `Revision: …` and `Revises: …`, where they say what the constants said. */
function commentEdits(text: string, before: RevisionHeader, after: RevisionHeader): readonly Edit[] {
  const words = [
    [`Revision: ${before.revision}`, `Revision: ${after.revision}`],
    [revisesLine(before.downRevisions), revisesLine(after.downRevisions)],
  ] as const;
  const lines = placedCommentLines(text);
  return words.flatMap(([old, now]) => {
    const line = lines.findLast((one) => one.text === old);
    return line === undefined || old === now
      ? []
      : [{ start: line.offset, end: line.offset + old.length, text: now }];
  });
}
