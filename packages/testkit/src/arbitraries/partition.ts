import {
  type Column,
  type Default,
  emptyTable,
  nameOf,
  type Partition,
  type PartitionBound,
  type PartitionColumn,
  type PartitionKey,
  type PartitionStrategy,
  type QualifiedName,
  type Table,
} from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { withKeys } from "./partitionKeys.ts";
import { comment, type Names, place, rarely } from "./name.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";

interface PartitionRecipe {
  /** Which tenth of the rows it holds; the last holds what is left over. */
  readonly slot: number;
  readonly from: number;
  readonly to: number;
  readonly divided: boolean;
  readonly index: boolean;
  readonly check: boolean;
  readonly full: boolean;
  readonly own: readonly OwnRecipe[];
  readonly comment: string | undefined;
}

/** What a column has otherwise in the partition, and in the partition of that. */
interface OwnRecipe {
  readonly slot: number;
  readonly filled: boolean;
  readonly value: boolean | null;
  readonly below: boolean;
}

interface FlagsRecipe {
  readonly key: boolean;
  readonly index: boolean;
  /** Partitions have a key on their part of the index. */
  readonly keyed: boolean;
  readonly check: boolean;
  readonly comment: string | undefined;
}

interface ColumnRecipe {
  readonly slot: number;
  readonly nullable: boolean;
  readonly value: boolean;
}

/** A table that is partitioned, on one side at least. */
export interface PartitionedRecipe {
  readonly name: string;
  /** Absent: it is in one piece. */
  readonly strategy: PartitionStrategy | undefined;
  readonly place: number | undefined;
  readonly flags: FlagsRecipe;
  readonly columns: readonly ColumnRecipe[];
  readonly partitions: readonly PartitionRecipe[];
}

const partitionRecipe: fc.Arbitrary<PartitionRecipe> = fc.record({
  slot: fc.nat({ max: 3 }),
  from: fc.nat({ max: 4 }),
  to: fc.integer({ min: 5, max: 9 }),
  divided: fc.boolean(),
  index: fc.boolean(),
  check: fc.boolean(),
  full: rarely,
  own: fc.array(
    fc.record({
      slot: fc.nat({ max: 2 }),
      filled: fc.boolean(),
      value: fc.constantFrom(true, false, null),
      below: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  comment,
});

const columnRecipe: fc.Arbitrary<ColumnRecipe> = fc.record({
  slot: fc.nat({ max: 2 }),
  nullable: fc.boolean(),
  value: fc.boolean(),
});

const strategy = fc.constantFrom<PartitionStrategy>("range", "list", "hash");

/** Most tables are divided on both sides in the same way. */
const strategies: fc.Arbitrary<Readonly<Record<Side, PartitionStrategy | undefined>>> = fc.oneof(
  { weight: 4, arbitrary: strategy.map((one) => ({ a: one, b: one })) },
  { weight: 1, arbitrary: fc.record({ a: fc.option(strategy, { nil: undefined }), b: strategy }) },
  { weight: 1, arbitrary: strategy.map((one) => ({ a: one, b: undefined })) },
);

const partitionedPair = fc.record({
  strategies,
  number: fc.nat({ max: 1 }),
  place,
  flags: sides(
    fc.record({ key: fc.boolean(), index: fc.boolean(), keyed: rarely, check: fc.boolean(), comment }),
  ),
  columns: listOf(sides(columnRecipe, ["slot"]), 3),
  partitions: listOf(sides(partitionRecipe, ["slot", "divided"]), 4),
});

type PartitionedPair = typeof partitionedPair extends fc.Arbitrary<infer Pair> ? Pair : never;

const NOTHING: FlagsRecipe = { key: false, index: false, keyed: false, check: false, comment: undefined };

function partitionedSide(pair: PartitionedPair, side: Side): PartitionedRecipe {
  return {
    name: `divided ${pair.number}`,
    strategy: pair.strategies[side],
    place: pair.place,
    flags: pair.flags[side] ?? NOTHING,
    columns: distinct(sideOf(pair.columns, side)),
    partitions: distinct(sideOf(pair.partitions, side)),
  };
}

export const partitionedSides: fc.Arbitrary<Sides<PartitionedRecipe>> = fc.oneof(
  {
    weight: 5,
    arbitrary: partitionedPair.map((pair) => ({
      a: partitionedSide(pair, "a"),
      b: partitionedSide(pair, "b"),
    })),
  },
  { weight: 1, arbitrary: partitionedPair.map((pair) => ({ a: partitionedSide(pair, "a") })) },
  { weight: 1, arbitrary: partitionedPair.map((pair) => ({ b: partitionedSide(pair, "b") })) },
);

/** The table and its partitions; none where the name is taken. */
export function makePartitioned(
  recipe: PartitionedRecipe,
  table: QualifiedName,
  taken: Names,
): readonly Table[] {
  const { flags, strategy } = recipe;
  if (!taken.claim(["relation", "type"], table)) return [];
  const elements = [{ kind: "column", column: "key" }] as const;
  const whole: Table = defined({
    ...emptyTable(table),
    partitionBy: strategy && { strategy, elements },
    columns: [KEY, ...recipe.columns.map(makeColumn)],
    primaryKey: flags.key ? { name: `${table.name} key`, columns: ["key"] } : undefined,
    checks: flags.check ? [{ name: "small", expression: { written: '"key" < 1000' } }] : [],
    indexes: flags.index ? [{ name: `${table.name} index`, unique: flags.keyed, elements }] : [],
    comment: flags.comment,
  });
  if (strategy === undefined) return [whole];
  const partitions = recipe.partitions.flatMap((one) => makePartition(one, whole, strategy));
  return [flags.keyed ? withKeys(whole, partitions) : whole, ...partitions];
}

function makePartition(
  recipe: PartitionRecipe,
  table: Table,
  strategy: PartitionStrategy,
): readonly Partition[] {
  // Divided or not is in the name too: one that changes is detached and attached, of which no model knows what comes of it.
  const name = { ...nameOf(table), name: `${table.name} p${recipe.slot}${recipe.divided ? "d" : ""}` };
  const key: PartitionKey = { strategy: "hash", elements: [{ kind: "column", column: "key" }] };
  const index = { kind: "column", column: "key", order: "desc" } as const;
  const whole: Partition = defined({
    ...emptyTable(name),
    partitionBy: recipe.divided ? key : undefined,
    partitionOf: { table: nameOf(table), bound: makeBound(recipe, strategy) },
    checks: recipe.check ? [{ name: "own", expression: { written: '"key" > -1000' } }] : [],
    indexes: recipe.index ? [{ name: `${name.name} own`, unique: false, elements: [index] }] : [],
    replicaIdentity: recipe.full ? ("full" as const) : undefined,
    partitionColumns: makeOwn(recipe.own, table.columns),
    comment: recipe.comment,
  });
  if (!recipe.divided) return [whole];
  const bound: PartitionBound = { kind: "hash", modulus: 1, remainder: 0 };
  return [
    whole,
    defined({
      ...emptyTable({ ...name, name: `${name.name} p0` }),
      partitionOf: { table: name, bound },
      partitionColumns: makeOwnBelow(recipe.own, table.columns),
    }),
  ];
}

/** What the partition says of those of the columns that are there, each once. */
function makeOwn(recipes: readonly OwnRecipe[], columns: readonly Column[]): Partition["partitionColumns"] {
  return listed(recipes, columns, ({ slot, filled, value }, column) => ({
    ...(filled && column.nullable ? { nullable: false as const } : {}),
    ...(value === true ? { default: valueOf(slot, "own") } : {}),
    ...(value === null && column.default !== undefined ? { default: null } : {}),
  }));
}

function makeOwnBelow(
  recipes: readonly OwnRecipe[],
  columns: readonly Column[],
): Partition["partitionColumns"] {
  return listed(recipes, columns, ({ slot, below }) => (below ? { default: valueOf(slot, "below") } : {}));
}

function listed(
  recipes: readonly OwnRecipe[],
  columns: readonly Column[],
  make: (recipe: OwnRecipe, column: Column) => Omit<PartitionColumn, "name">,
): Partition["partitionColumns"] {
  const own = distinct(recipes)
    .toSorted((a, b) => a.slot - b.slot)
    .flatMap((recipe) => {
      const column = columns.find(({ name }) => name === `column ${recipe.slot}`);
      const said = column === undefined ? {} : make(recipe, column);
      return column === undefined || Object.keys(said).length === 0 ? [] : [{ name: column.name, ...said }];
    });
  return own.length === 0 ? undefined : own;
}

function valueOf(slot: number, which: "own" | "below"): Default {
  return { kind: "expression", written: (COLUMNS[slot] ?? COLUMNS[0])[which] };
}

function makeBound({ slot, from, to }: PartitionRecipe, strategy: PartitionStrategy): PartitionBound {
  const value = (number: number) => ({ written: String(10 * slot + number - 7) });
  if (strategy === "hash") return { kind: "hash", modulus: 4, remainder: slot };
  if (slot === 3) return { kind: "default" };
  if (strategy === "range") return { kind: "range", from: [value(from)], to: [value(to)] };
  return { kind: "list", values: [value(to), value(from)] };
}

const KEY: Column = { name: "key", type: { canonical: "integer" }, nullable: false };

const COLUMNS = [
  { type: "integer", value: "7", own: "8", below: "9" },
  { type: "text", value: "'it''s'", own: "'own'", below: "upper('x')" },
  { type: "date", value: "'2026-01-01'", own: "'2026-02-02'", below: "CURRENT_DATE" },
] as const;

function makeColumn({ slot, nullable, value }: ColumnRecipe): Column {
  const known = COLUMNS[slot] ?? COLUMNS[0];
  return defined({
    name: `column ${slot}`,
    type: { canonical: known.type },
    nullable,
    default: value ? { kind: "expression" as const, written: known.value } : undefined,
  });
}

function distinct<T extends { readonly slot: number }>(list: readonly T[]): readonly T[] {
  return list.filter((item, at) => list.findIndex(({ slot }) => slot === item.slot) === at);
}
