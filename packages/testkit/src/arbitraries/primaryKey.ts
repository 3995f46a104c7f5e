import { type PrimaryKey } from "@limbeck/model";
import fc from "fast-check";

import { isKept, isKeyColumn, type MadeColumn } from "./column.ts";
import { keyColumns, keyFields, type KeyRecipe } from "./constraint.ts";
import { defined } from "./defined.ts";

export const primaryKeyRecipe: fc.Arbitrary<KeyRecipe> = fc.record(keyFields);

/** Undefined where the table has no column for it. */
export function makePrimaryKey(recipe: KeyRecipe, columns: readonly MadeColumn[]): PrimaryKey | undefined {
  const key = keyColumns(recipe, columns.filter(isKeyColumn), columns.filter(isKept));
  if (key.columns.length === 0) return undefined;
  const { name, deferrable, parameters, comment, indexComment } = recipe;
  return defined({ name, ...key, deferrable, with: parameters, comment, indexComment });
}

/** The columns of a primary key hold no NULL. */
export function withoutNulls(
  columns: readonly MadeColumn[],
  key: PrimaryKey | undefined,
): readonly MadeColumn[] {
  const names = new Set(key?.columns);
  return columns.map((made) =>
    names.has(made.name) ? { ...made, column: { ...made.column, nullable: false } } : made,
  );
}
