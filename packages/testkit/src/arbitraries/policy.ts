import { type Policy, type PolicyCommand } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { defined } from "./defined.ts";
import { comment, maybe, memberName, rarely } from "./name.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition } from "./sqlText.ts";

export interface PolicyRecipe {
  readonly name: string;
  readonly restrictive: boolean;
  readonly command: PolicyCommand | undefined;
  readonly roles: readonly string[] | undefined;
  readonly using: ConditionRecipe | undefined;
  readonly withCheck: ConditionRecipe | undefined;
  readonly comment: string | undefined;
}

export const policyRecipe: fc.Arbitrary<PolicyRecipe> = fc.record({
  name: memberName,
  restrictive: rarely,
  command: maybe(fc.constantFrom("select", "insert", "update", "delete"), 4),
  // Roles that every server has.
  roles: maybe(fc.constantFrom(["pg_monitor"], ["pg_monitor", "pg_read_all_data"]), 2),
  using: maybe(conditionRecipe, 8),
  withCheck: maybe(conditionRecipe, 8),
  comment,
});

export function makePolicy(recipe: PolicyRecipe, columns: readonly MadeColumn[]): Policy {
  const { name, restrictive, command, roles, using, withCheck } = recipe;
  const condition = (one: ConditionRecipe | undefined) => {
    const written = one && makeCondition(one, columns);
    return written === undefined ? undefined : { written };
  };
  return defined({
    name,
    restrictive: restrictive ? (true as const) : undefined,
    command,
    roles,
    // Who only adds rows sees none; who only sees or takes away rows makes none (CREATE POLICY).
    using: command === "insert" ? undefined : condition(using),
    withCheck: command === "select" || command === "delete" ? undefined : condition(withCheck),
    comment: recipe.comment,
  });
}
