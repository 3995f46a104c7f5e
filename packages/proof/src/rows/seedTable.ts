import { type QualifiedName } from "@limbeck/model";

/** A table into which rows are to be put, with what is known of the values that it takes. */
export interface SeedTable extends QualifiedName {
  readonly columns: readonly SeedColumn[];
  /** The conditions of its checks and of those of its domains, as SQL. */
  readonly checks: readonly string[];
}

export interface SeedColumn {
  readonly name: string;
  /** NULL is refused, or nothing else gives it a value. */
  readonly needed: boolean;
  readonly kind: "text" | "number" | "other";
  /** A value as text, another for each number from 1 on; absent: none is known that its type reads. */
  readonly value: (number: number) => string | undefined;
}

/** The columns that a row gets, each with its value as text. */
export type SeedRow = Readonly<Record<string, string>>;

/** How many rows a table gets: two with a value in each column, and one with those that it needs. */
export const SEED_ROWS = [1, 2, 3] as const;
const SPARSE = 3;

/** Rows with a value in every column, the best first: a check refuses most of what nobody knows the meaning of. */
export function fullRows(table: SeedTable, number: number): readonly SeedRow[] {
  return number === SPARSE ? neededRows(table, number) : variations(table, table.columns, number);
}

/** Rows with a value where one is needed. */
export function neededRows(table: SeedTable, number: number): readonly SeedRow[] {
  return variations(
    table,
    table.columns.filter(({ needed }) => needed),
    number,
  );
}

/** What a row that stands without them may have beside, column by column. */
export function moreValues(table: SeedTable, number: number): readonly (readonly SeedRow[])[] {
  if (number === SPARSE) return [];
  const optional = table.columns.filter(({ needed }) => !needed);
  return optional.map((column) =>
    candidates(table, column, number).map((value) => ({ [column.name]: value })),
  );
}

/** The plain row, and those with other values in the columns that checks name. */
function variations(table: SeedTable, columns: readonly SeedColumn[], number: number): readonly SeedRow[] {
  const choices = columns.map((column) => [column, candidates(table, column, number)] as const);
  const most = Math.max(1, ...choices.map(([, { length }]) => length));
  return Array.from({ length: most }, (_, at) => rowOf(choices, at));
}

type Choice = readonly [SeedColumn, readonly string[]];

function rowOf(choices: readonly Choice[], at: number): SeedRow {
  const given = choices.flatMap(([{ name }, values]) => {
    const value = values[at] ?? values[0];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** The plain value first; where a check names the column, what texts and numbers often have to be, and what stands in the check. */
function candidates({ checks }: SeedTable, column: SeedColumn, number: number): readonly string[] {
  const plain = column.value(number);
  const naming = checks.filter((check) => wordsOf(check).has(column.name));
  const first = plain === undefined ? [] : [plain];
  if (naming.length === 0) return first;
  const said = LITERALS[column.kind](naming.join("\n"));
  // From another one on for each row, so that not all of them are alike.
  const turned = said.map((_, at) => said[(at + number - 1) % said.length] ?? "");
  return [...first, ...USUAL[column.kind](number), ...turned];
}

/** The names in a text, quoted or not. */
function wordsOf(check: string): ReadonlySet<string> {
  return new Set(check.split(/[^\p{L}\p{N}_$]+/u).concat(check.split('"')));
}

type Kind = SeedColumn["kind"];

const LITERALS = {
  text: quoted,
  other: quoted,
  number: (check) =>
    [...check.matchAll(/\d+(?:\.\d+)?/g)]
      .flatMap(([text]) => [Number(text), Number(text) + 1, Number(text) - 1])
      .map(String),
} satisfies Record<Kind, (check: string) => readonly string[]>;

function quoted(check: string): readonly string[] {
  return [...check.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = ""]) => text.replaceAll("''", "'"));
}

const USUAL = {
  text: (number) => [
    `a${number}@b.co`,
    `https://a.co/${number}`,
    `a${number}`,
    `A${number}`,
    "a".repeat(number + 2),
    "a".repeat(32),
  ],
  number: (number) => [number, 0, number / 10, -number, 1000 + number].map(String),
  other: () => [],
} satisfies Record<Kind, (number: number) => readonly string[]>;
