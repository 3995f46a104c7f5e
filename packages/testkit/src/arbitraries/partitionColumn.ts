import { type Column, type Default, type Partition, type PartitionColumn } from "@limbeck/model";
import fc from "fast-check";

import { distinct } from "./pick.ts";
import { COLUMNS } from "./partitionedColumn.ts";

/** What a column has otherwise in the partition, and in the partition of that. */
export interface OwnRecipe {
  readonly slot: number;
  readonly filled: boolean;
  readonly value: boolean | null;
  readonly below: boolean;
}

export const ownRecipes: fc.Arbitrary<readonly OwnRecipe[]> = fc.array(
  fc.record({
    slot: fc.nat({ max: 2 }),
    filled: fc.boolean(),
    value: fc.constantFrom(true, false, null),
    below: fc.boolean(),
  }),
  { maxLength: 2 },
);

/** What the partition says of those of the columns that are there, each once. */
export function makeOwn(
  recipes: readonly OwnRecipe[],
  columns: readonly Column[],
): Partition["partitionColumns"] {
  return listed(recipes, columns, ({ slot, filled, value }, column) => ({
    ...(filled && column.nullable ? { nullable: false as const } : {}),
    ...(value === true ? { default: valueOf(slot, "own") } : {}),
    ...(value === null && column.default !== undefined ? { default: null } : {}),
  }));
}

export function makeOwnBelow(
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
