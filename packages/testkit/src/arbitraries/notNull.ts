import { type Column, type QualifiedName, truncateName } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { rarely } from "./name.ts";

/** What a NOT NULL says that PostgreSQL 18 keeps as a constraint. */
export interface NotNullRecipe {
  readonly named: boolean;
  /** Which of two names. */
  readonly other: boolean;
  readonly notValid: boolean;
  readonly noInherit: boolean;
}

export const notNullRecipe: fc.Arbitrary<NotNullRecipe> = fc.record({
  named: rarely,
  other: rarely,
  notValid: rarely,
  noInherit: rarely,
});

/** The column with what its NOT NULL says; one that keys or identities stand on holds for every row. */
export function makeNotNull(
  column: Column,
  { named, other, notValid, noInherit }: NotNullRecipe,
  whole: boolean,
  claim: (constraint: QualifiedName) => boolean,
): Column {
  if (column.nullable) return column;
  const called = truncateName(`${other ? "other" : "nn"} ${column.name}`);
  return defined({
    ...column,
    notNullName: named && claim({ name: called }) ? called : undefined,
    notNullNotValid: notValid && !whole ? (true as const) : undefined,
    notNullNoInherit: noInherit && !whole ? (true as const) : undefined,
  });
}
