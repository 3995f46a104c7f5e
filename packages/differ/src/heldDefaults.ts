import { type Column, type Default, nameOf } from "@limbeck/model";
import { type AlterColumn, type Operation } from "@limbeck/operations";

import { callsAny } from "./mentions.ts";
import { type TablePlan } from "./plan.ts";

type Functions = ReadonlySet<string>;

/** Whether a default calls a function of one of the names. */
export function defaultCalls(value: Default | null | undefined, functions: Functions): boolean {
  return value?.kind === "expression" && callsAny(value, functions);
}

/** Defaults that stay but call a function that is made again: they are taken away before it and set again after it. */
export function heldDefaults(plans: readonly TablePlan[], functions: Functions): readonly Operation[] {
  if (functions.size === 0) return [];
  return plans.flatMap((plan) => {
    const settled = new Set(
      plan.altered.filter(({ changes }) => changes.default === undefined).map(({ name }) => name),
    );
    return plan.after.columns
      .filter((column) => settled.has(column.name) && defaultCalls(column.default, functions))
      .flatMap((column) => aside(plan, column));
  });
}

function aside({ after }: TablePlan, { name, default: value }: Column): readonly Operation[] {
  if (value === undefined) return [];
  const step = { kind: "alterColumn" as const, table: nameOf(after), column: name };
  return [
    { ...step, changes: { default: { from: value, to: null } } },
    { ...step, changes: { default: { from: null, to: value } } },
  ];
}

/** A default that changes while both its sides call functions that are made again goes before these and comes after them. */
export function inTwoSteps(op: Operation, functions: Functions): readonly Operation[] {
  if (op.kind !== "alterColumn" || functions.size === 0) return [op];
  const { default: value, ...rest } = op.changes;
  const { from, to } = value ?? {};
  if (!defaultCalls(from, functions) && !defaultCalls(to, functions)) return [op];
  const step = (changes: AlterColumn["changes"]): AlterColumn => ({ ...op, changes });
  return [
    ...(from == null ? [] : [step({ default: { from, to: null } })]),
    ...(Object.keys(rest).length === 0 ? [] : [step(rest)]),
    ...(to == null ? [] : [step({ default: { from: null, to } })]),
  ];
}
