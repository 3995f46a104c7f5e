import { type Column, type Default, nameOf, type SqlText } from "@limbeck/model";
import { type AlterColumn, namedType, type Operation, type Ref, ref } from "@limbeck/operations";

import { asType, callsAny } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";

type Names = ReadonlySet<string>;

/** Whether a default calls a function of one of the names. */
export function defaultCalls(value: Default | null | undefined, away: Names): boolean {
  return value?.kind === "expression" && callsAny(value, away);
}

/**
 * Defaults that stay but call a function that is made again, or are in the way of another change themselves: they are taken away before it and
 * set again after it.
 */
export function heldDefaults(
  plans: readonly TablePlan[],
  away: Names,
  inTheWay: ReadonlySet<Ref>,
): readonly Operation[] {
  if (away.size + inTheWay.size === 0) return [];
  return plans.flatMap((plan) => {
    const settled = new Set(
      plan.altered.filter(({ changes }) => changes.default === undefined).map(({ name }) => name),
    );
    return plan.after.columns
      .filter(({ name }) => settled.has(name))
      .filter(
        ({ name, default: value }) =>
          defaultCalls(value, away) || inTheWay.has(ref.defaultOf(plan.after, name)),
      )
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

/**
 * A default that changes while its sides call functions that are made again goes before these and comes after them; and so does one that
 * changes with the type of its column, around a type that is made anew. `all` holds the names of such types too. Those of `apart` do it anyway.
 */
export function inTwoSteps(
  op: Operation,
  away: Names,
  all: Names,
  apart: ReadonlySet<Ref>,
): readonly Operation[] {
  if (op.kind !== "alterColumn") return [op];
  const { default: value, ...rest } = op.changes;
  const { from, to } = value ?? {};
  const isApart = changingDefault(op).some((one) => apart.has(one));
  const goes = isApart || defaultCalls(from, away) || defaultCalls(to, away) || isBetween(op.changes, all);
  if (!goes) return [op];
  const step = (changes: AlterColumn["changes"]): AlterColumn => ({ ...op, changes });
  return [
    ...(from == null ? [] : [step({ default: { from, to: null } })]),
    ...(Object.keys(rest).length === 0 ? [] : [step(rest)]),
    ...(to == null ? [] : [step({ default: { from: null, to } })]),
  ];
}

/**
 * The default, where it changes and something else does, be it another default: the one may stand on what goes before that comes which the
 * other needs. The sequence of a serial column goes on counting where all happens at once.
 */
export function changingDefault({ table, column, changes }: AlterColumn): readonly Ref[] {
  const { default: value, ...rest } = changes;
  const sides = [value?.from, value?.to].filter((side) => side != null);
  if (sides.some(({ kind }) => kind === "serial")) return [];
  return sides.length + Object.keys(rest).length > 1 ? [ref.defaultOf(table, column)] : [];
}

/** Whether a column leaves its type before another type is made anew, and its default needs that after it; or the other way round. */
function isBetween({ type, default: value }: AlterColumn["changes"], types: Names): boolean {
  if (type === undefined) return false;
  return defaultCalls(value?.to, types) || (defaultCalls(value?.from, types) && isNamed(type.to, types));
}

function isNamed(type: SqlText, names: Names): boolean {
  const named = namedType(type);
  return named !== undefined && names.has(asType(named.name));
}
