import { type Check } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { defined } from "./defined.ts";
import { comment, memberName, rarely } from "./name.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition } from "./sqlText.ts";

export interface CheckRecipe {
  readonly name: string;
  readonly condition: ConditionRecipe;
  readonly noInherit: boolean;
  readonly notValid: boolean;
  readonly comment: string | undefined;
}

export const checkRecipe: fc.Arbitrary<CheckRecipe> = fc.record({
  name: memberName,
  condition: conditionRecipe,
  noInherit: rarely,
  notValid: rarely,
  comment,
});

export function makeCheck(recipe: CheckRecipe, columns: readonly MadeColumn[]): Check | undefined {
  const written = makeCondition(recipe.condition, columns);
  if (written === undefined) return undefined;
  return defined({
    name: recipe.name,
    expression: { written },
    noInherit: recipe.noInherit ? (true as const) : undefined,
    notValid: recipe.notValid ? (true as const) : undefined,
    comment: recipe.comment,
  });
}
