import { type Check, type QualifiedName, spelling } from "@limbeck/model";

/** A table into which rows are to be put, with what is known of the values that it takes. */
export interface SeedTable extends QualifiedName {
  readonly columns: readonly SeedColumn[];
  /** Its checks, and those of its domains. */
  readonly checks: readonly SeedCheck[];
}

export interface SeedCheck {
  readonly name: string;
  /** As SQL, with the names of columns. */
  readonly condition: string;
}

export function seedCheck({ name, expression }: Check): SeedCheck {
  return { name, condition: spelling(expression) };
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

/** The columns of which a row gets values, if it can have any. */
export function seededColumns({ columns }: SeedTable, number: number): readonly SeedColumn[] {
  return number === SPARSE ? columns.filter(({ needed }) => needed) : columns;
}

/** Which of its candidates each column has, by name; absent: the first. */
export type Picks = Readonly<Record<string, number>>;

export function seedRow(
  table: SeedTable,
  columns: readonly SeedColumn[],
  picks: Picks,
  number: number,
): SeedRow {
  const given = columns.flatMap((column) => {
    const value = candidates(table, column, number)[picks[column.name] ?? 0];
    return value === undefined ? [] : [[column.name, value] as const];
  });
  return Object.fromEntries(given);
}

/** Other values for the columns of the check that refused a row; undefined: there is none left, or it was no check. */
export function nextPicks(
  table: SeedTable,
  columns: readonly SeedColumn[],
  picks: Picks,
  number: number,
  refusal: string,
): Picks | undefined {
  const check = table.checks.find((one) => refusal.includes(one.name) || refusal.includes(one.condition));
  const names = check === undefined ? new Set<string>() : wordsOf(check.condition);
  const more = columns
    .filter(({ name }) => names.has(name))
    .map((column) => [column, (picks[column.name] ?? 0) + 1] as const)
    .filter(([column, at]) => at < candidates(table, column, number).length);
  if (more.length === 0) return undefined;
  return { ...picks, ...Object.fromEntries(more.map(([{ name }, at]) => [name, at])) };
}

/** The plain value first; where a check names the column, what texts and numbers often have to be, and what stands in the check. */
function candidates({ checks }: SeedTable, column: SeedColumn, number: number): readonly string[] {
  const plain = column.value(number);
  const naming = checks
    .map(({ condition }) => condition)
    .filter((condition) => wordsOf(condition).has(column.name));
  const first = plain === undefined ? [] : [plain];
  if (naming.length === 0) return first;
  const said = LITERALS[column.kind](naming.join("\n"));
  // From another one on for each row, so that not all of them are alike.
  const turned = said.map((_, at) => said[(at + number - 1) % said.length] ?? "");
  return [
    ...first,
    ...[...USUAL[column.kind](number), ...turned].filter((text) => fits(column, plain, text)),
  ];
}

/** A column that is given whole numbers takes no others. */
function fits({ kind }: SeedColumn, plain: string | undefined, text: string): boolean {
  return kind !== "number" || plain?.includes(".") === true || !text.includes(".");
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
