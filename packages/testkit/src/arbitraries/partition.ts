import {
  emptyTable,
  nameOf,
  type Partition,
  type PartitionBound,
  type PartitionKey,
  type PartitionStrategy,
  type Table,
} from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, rarely } from "./name.ts";
import { makeOwn, makeOwnBelow, type OwnRecipe, ownRecipes } from "./partitionColumn.ts";

export interface PartitionRecipe {
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

export const partitionRecipe: fc.Arbitrary<PartitionRecipe> = fc.record({
  slot: fc.nat({ max: 3 }),
  from: fc.nat({ max: 4 }),
  to: fc.integer({ min: 5, max: 9 }),
  divided: fc.boolean(),
  index: fc.boolean(),
  check: fc.boolean(),
  full: rarely,
  own: ownRecipes,
  comment,
});

/** The partition, and one of its own where it is divided itself. */
export function makePartition(
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

function makeBound({ slot, from, to }: PartitionRecipe, strategy: PartitionStrategy): PartitionBound {
  const value = (number: number) => ({ written: String(10 * slot + number - 7) });
  if (strategy === "hash") return { kind: "hash", modulus: 4, remainder: slot };
  if (slot === 3) return { kind: "default" };
  if (strategy === "range") return { kind: "range", from: [value(from)], to: [value(to)] };
  return { kind: "list", values: [value(to), value(from)] };
}
