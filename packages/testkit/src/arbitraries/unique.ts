import { type Unique } from "@limbeck/model";
import fc from "fast-check";

import { isKept, isKeyColumn, type MadeColumn } from "./column.ts";
import { keyColumns, keyFields, type KeyRecipe } from "./constraint.ts";
import { defined } from "./defined.ts";
import { rarely } from "./name.ts";

export interface UniqueRecipe extends KeyRecipe {
  readonly nullsNotDistinct: boolean;
}

export const uniqueRecipe: fc.Arbitrary<UniqueRecipe> = fc.record({ ...keyFields, nullsNotDistinct: rarely });

/** Undefined where the table has no column for it. NULLS NOT DISTINCT is there from PostgreSQL 15 on. */
export function makeUnique(
  recipe: UniqueRecipe,
  columns: readonly MadeColumn[],
  major: number,
): Unique | undefined {
  const key = keyColumns(recipe, columns.filter(isKeyColumn), columns.filter(isKept));
  if (key.columns.length === 0) return undefined;
  const { name, deferrable, parameters, comment, indexComment } = recipe;
  const nullsNotDistinct = recipe.nullsNotDistinct && major >= 15 ? (true as const) : undefined;
  return defined({ name, ...key, nullsNotDistinct, deferrable, with: parameters, comment, indexComment });
}
