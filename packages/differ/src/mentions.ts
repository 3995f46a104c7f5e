import {
  type Check,
  type Column,
  type Index,
  type Policy,
  type QualifiedName,
  sameName,
  type SqlText,
  spelling,
} from "@limbeck/model";
import { calledNames, castNames, indexColumns, sequenceNames } from "@limbeck/operations";

/**
 * Whether a text may read one of the columns. It looks for the name as a word, so a literal or a function of that name
 * counts too: at worst something is made anew that need not have been.
 */
export function mentions(text: SqlText, columns: ReadonlySet<string>): boolean {
  const words = spelling(text).match(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  return words.some((word) => columns.has(plain(word)) || columns.has(word.toLowerCase()));
}

/** Whether a text casts to a type of one of the names, in whichever schema; `own` is none of them though it has such a name. */
export function castsTo(text: SqlText | undefined, types: ReadonlySet<string>, own?: QualifiedName): boolean {
  if (text === undefined || types.size === 0) return false;
  return castNames(text).some((cast) => types.has(cast.name) && (own === undefined || !sameName(cast, own)));
}

function plain(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word;
}

/** Whether a policy of a table may read one of the columns: those of its own table, or of another one that it names. */
export function policyReads(
  { using, withCheck }: Policy,
  owner: QualifiedName,
  moved: readonly (QualifiedName & { readonly columns: ReadonlySet<string> })[],
): boolean {
  const texts = [using, withCheck].filter((text) => text !== undefined);
  return texts.some((text) =>
    moved.some(
      (table) =>
        mentions(text, table.columns) && (sameName(owner, table) || mentions(text, new Set([table.name]))),
    ),
  );
}

/** Whether a text calls a function or casts to a type of one of the names, in whichever schema; a type's are as `asType` writes them,
 * a sequence's as `asSequence` does. */
export function callsAny(text: SqlText | undefined, away: ReadonlySet<string>): boolean {
  if (text === undefined || away.size === 0) return false;
  return (
    castNames(text).some(({ name }) => away.has(asType(name))) ||
    calledNames(text).some(({ name }) => away.has(name)) ||
    sequenceNames(text).some(({ name }) => away.has(asSequence(name)))
  );
}

/** How the name of a type stands among the names of functions, of which one may be called like it. */
export function asType(name: string): string {
  return `::${name}`;
}

/** How the name of a sequence stands there. */
export function asSequence(name: string): string {
  return `regclass ${name}`;
}

export function indexCallsAny(
  { elements, where }: Pick<Index, "elements" | "where">,
  functions: ReadonlySet<string>,
): boolean {
  const texts = elements.map((element) => (element.kind === "expression" ? element.expression : undefined));
  return [...texts, where].some((text) => callsAny(text, functions));
}

export function policyCallsAny({ using, withCheck }: Policy, functions: ReadonlySet<string>): boolean {
  return callsAny(using, functions) || callsAny(withCheck, functions);
}

/** Whether a policy may read a relation of one of the names. */
export function policyNames({ using, withCheck }: Policy, relations: ReadonlySet<string>): boolean {
  if (relations.size === 0) return false;
  return [using, withCheck].some((text) => text !== undefined && mentions(text, relations));
}

export function checkReads({ expression }: Check, columns: ReadonlySet<string>): boolean {
  return mentions(expression, columns);
}

/** Whether an index reads one of the columns in an expression or in its predicate. */
export function indexComputesWith(index: Computing, columns: ReadonlySet<string>): boolean {
  return textsOf(index).some((text) => mentions(text, columns));
}

type Computing = Pick<Index, "elements" | "where">;

function textsOf({ elements, where }: Computing): readonly SqlText[] {
  const texts = elements.flatMap((element) => (element.kind === "expression" ? [element.expression] : []));
  return [...texts, ...(where === undefined ? [] : [where])];
}

/**
 * Whether an index computes something, and stands on one of the columns at all. Where such a column takes another type, the server makes the
 * index anew from what it prints of it (ATPostAlterTypeCleanup in tablecmds.c), which is not always what it prints of the result.
 */
export function indexIsPrinted(
  index: Computing & Pick<Index, "include">,
  columns: ReadonlySet<string>,
): boolean {
  return textsOf(index).length > 0 && indexReads(index, columns);
}

export function indexReads(
  index: Pick<Index, "elements" | "where" | "include">,
  columns: ReadonlySet<string>,
): boolean {
  return indexColumns(index).some((column) => columns.has(column)) || indexComputesWith(index, columns);
}

export function generatedReads({ generated }: Column, columns: ReadonlySet<string>): boolean {
  return generated !== undefined && mentions(generated.expression, columns);
}
