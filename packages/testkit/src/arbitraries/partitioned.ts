import { emptyTable, type PartitionStrategy, type QualifiedName, type Table } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { distinct } from "./pick.ts";
import { makePartition, type PartitionRecipe, partitionRecipe } from "./partition.ts";
import { columnRecipe, type ColumnRecipe, KEY, makeColumn } from "./partitionedColumn.ts";
import { withKeys } from "./partitionKeys.ts";
import { comment, type Names, place, rarely } from "./name.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";

interface FlagsRecipe {
  readonly key: boolean;
  readonly index: boolean;
  /** Partitions have a key on their part of the index. */
  readonly keyed: boolean;
  readonly check: boolean;
  readonly comment: string | undefined;
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
