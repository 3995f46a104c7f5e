import { type Check } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { type LenientRecipe, lenientRecipe, makeLenient } from "./constraint.ts";
import { defined } from "./defined.ts";
import { comment, memberName, rarely } from "./name.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition } from "./sqlText.ts";

export interface CheckRecipe {
  readonly name: string;
  readonly condition: ConditionRecipe;
  readonly noInherit: boolean;
  readonly lenient: LenientRecipe;
  readonly comment: string | undefined;
}

export const checkRecipe: fc.Arbitrary<CheckRecipe> = fc.record({
  name: memberName,
  condition: conditionRecipe,
  noInherit: rarely,
  lenient: lenientRecipe,
  comment,
});

export function makeCheck(
  recipe: CheckRecipe,
  columns: readonly MadeColumn[],
  major: number,
): Check | undefined {
  const written = makeCondition(recipe.condition, columns);
  if (written === undefined) return undefined;
  return defined({
    name: recipe.name,
    expression: { written },
    noInherit: recipe.noInherit ? (true as const) : undefined,
    ...makeLenient(recipe.lenient, major),
    comment: recipe.comment,
  });
}
