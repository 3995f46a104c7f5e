import { type Column, nameOf } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { mentions } from "./mentions.ts";
import { type TablePlan } from "./plan.ts";

/** Defaults that stay but call a function that is made again: they are taken away before it and set again after it. */
export function heldDefaults(
  plans: readonly TablePlan[],
  functions: ReadonlySet<string>,
): readonly Operation[] {
  if (functions.size === 0) return [];
  return plans.flatMap((plan) => {
    const settled = new Set(
      plan.altered.filter(({ changes }) => changes.default === undefined).map(({ name }) => name),
    );
    return plan.after.columns
      .filter((column) => settled.has(column.name) && calls(column, functions))
      .flatMap((column) => aside(plan, column));
  });
}

function calls({ default: value }: Column, functions: ReadonlySet<string>): boolean {
  return value?.kind === "expression" && mentions(value, functions);
}

function aside({ after }: TablePlan, { name, default: value }: Column): readonly Operation[] {
  if (value === undefined) return [];
  const step = { kind: "alterColumn" as const, table: nameOf(after), column: name };
  return [
    { ...step, changes: { default: { from: value, to: null } } },
    { ...step, changes: { default: { from: null, to: value } } },
  ];
}
