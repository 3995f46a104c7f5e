import fc from "fast-check";

import { quoted, quotedText, seed } from "./name.ts";
import { at, byName, pick } from "./pick.ts";
import { type MadeColumn } from "./column.ts";
import { type Family } from "./type.ts";

/** A condition on the columns of a table, for checks and predicates. */
export interface ConditionRecipe {
  readonly column: number;
  readonly form: number;
  /** A second condition, and how the two go together. */
  readonly more: { readonly column: number; readonly form: number; readonly word: "AND" | "OR" } | undefined;
}

export const conditionRecipe: fc.Arbitrary<ConditionRecipe> = fc.record({
  column: seed,
  form: seed,
  more: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({
        column: seed,
        form: seed,
        word: fc.constantFrom("AND" as const, "OR" as const),
      }),
    },
  ),
});

type Form = (column: string, labels: readonly string[]) => string;

const ANY: readonly Form[] = [(c) => `${c} IS NOT NULL`, (c) => `${c} IS NULL`];

const CONDITIONS = {
  number: [
    (c) => `${c} > 0`,
    (c) => `${c} BETWEEN 1 AND 10`,
    (c) => `${c} IN (1, 2, 3)`,
    (c) => `NOT (${c} = 5 OR ${c} = 6)`,
    (c) => `(${c} * 2 + 1) > (${c})`,
    (c) => `CASE WHEN ${c} > 0 THEN ${c} < 100 ELSE true END`,
  ],
  text: [
    (c) => `length(${c}) < 100`,
    (c) => `${c} ~ '^[a-z]\\d'`,
    (c) => `lower(${c}) = ${c}`,
    (c) => `${c} <> 'it''s'`,
    (c) => `${c} LIKE 'a%'`,
    (c) => `${c} IN ('a', 'b')`,
    (c) => `char_length(trim(${c})) > 0`,
    (c) => `coalesce(${c}, '') != ''`,
  ],
  boolean: [(c) => c, (c) => `NOT ${c}`, (c) => `${c} IS TRUE`, (c) => `${c} IS NOT FALSE`],
  enum: [
    (c, [label]) => (label === undefined ? `${c} IS NULL` : `${c} = ${quotedText(label)}`),
    (c, labels) => (labels.length < 2 ? `${c} IS NULL` : `${c} IN (${labels.map(quotedText).join(", ")})`),
  ],
  time: [(c) => `${c} = ${c}`, (c) => `${c} IS DISTINCT FROM NULL`],
  json: [(c) => `${c} ? 'a'`, (c) => `${c} ->> 'a' = 'b'`, (c) => `jsonb_typeof(${c}) = 'object'`],
  array: [(c) => `cardinality(${c}) > 0`, (c) => `array_length(${c}, 1) < 3`],
  other: [],
} satisfies Record<Family, readonly Form[]>;

type Show = (column: string) => string;

/** The text of a condition; undefined where the table has no column. */
export function makeCondition(
  { column, form, more }: ConditionRecipe,
  columns: readonly MadeColumn[],
  show: Show = quoted,
): string | undefined {
  const first = simpleCondition(column, form, columns, show);
  if (first === undefined || more === undefined) return first;
  const second = simpleCondition(more.column, more.form, columns, show);
  return second === undefined ? first : `(${first}) ${more.word} (${second})`;
}

/** A virtual column computes with no function of the user's, nor may anything else do that with it. */
function testsOf({ made, column }: MadeColumn): readonly string[] {
  return column.generated?.stored === false ? [] : (made.tests ?? []);
}

function simpleCondition(
  seedOfColumn: number,
  form: number,
  columns: readonly MadeColumn[],
  show: Show,
): string | undefined {
  const one = pick(seedOfColumn, columns, byName);
  if (one === undefined) return undefined;
  const tests = testsOf(one).map(
    (call): Form =>
      (c) =>
        `${call}(${c})`,
  );
  const forms: readonly Form[] = [...CONDITIONS[one.made.family], ...ANY, ...tests];
  return at(form, forms)?.(show(one.name), one.made.values);
}

const VALUES = {
  number: [(c) => `${c} + 1`, (c) => `abs(${c})`, (c) => `-${c}`],
  text: [(c) => `lower(${c})`, (c) => `${c} || 'x'`, (c) => `coalesce(${c}, '')`, (c) => `length(${c})`],
  boolean: [(c) => `NOT ${c}`],
  enum: [(c) => `${c} IS NULL`],
  time: [(c) => `coalesce(${c}, ${c})`],
  json: [(c) => `${c} ->> 'a'`, (c) => `${c} -> 'b'`],
  array: [(c) => `cardinality(${c})`],
  other: [(c) => `${c} IS NULL`],
} satisfies Record<Family, readonly Form[]>;

/** An expression that an index can hold: immutable, of a type that sorts. */
export function makeExpression(seedOfForm: number, column: MadeColumn): string {
  const forms: readonly Form[] = [
    ...VALUES[column.made.family],
    ...testsOf(column).map(
      (call): Form =>
        (c) =>
          `${call}(${c})`,
    ),
  ];
  return at(seedOfForm, forms)?.(quoted(column.name), column.made.values) ?? `${quoted(column.name)} IS NULL`;
}
