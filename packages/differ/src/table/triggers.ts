import { nameKey, type Schema, type Trigger, triggerKey } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { callsAny, mentions } from "../mentions.ts";
import { type TablePlan } from "../plan.ts";

const TRIGGER = {
  table: "identity",
  name: "identity",
  timing: "compared",
  events: "compared",
  updateOf: "compared",
  forEach: "compared",
  when: "compared",
  constraint: "compared",
  deferrable: "compared",
  from: "compared",
  oldTable: "compared",
  newTable: "compared",
  function: "compared",
  arguments: "compared",
  body: "compared",
  enabled: "compared",
  comment: "separate",
} as const satisfies Fields<Trigger>;

export const triggerFields: Fields<Trigger> = TRIGGER;

/** What changes under triggers that stay. */
export interface UnderTriggers {
  readonly plans: readonly TablePlan[];
  /** The names of functions and types that are dropped and made again. */
  readonly away: ReadonlySet<string>;
  /** The keys of views that are, and of tables that go: a view may take the name of one, and have a trigger of the same name. */
  readonly relations: ReadonlySet<string>;
}

export function diffTriggers(before: Schema, after: Schema, under: UnderTriggers): readonly Operation[] {
  const old = new Map(before.triggers.map((trigger) => [triggerKey(trigger), trigger]));
  const names = new Set(after.triggers.map(triggerKey));
  const stands = standsOn(under);
  const kept = after.triggers.flatMap((trigger): readonly Operation[] => {
    const was = old.get(triggerKey(trigger));
    if (was === undefined) return [{ kind: "createTrigger", trigger }];
    if (!stands(was) || !stands(trigger)) return [dropped(was), { kind: "createTrigger", trigger }];
    return same(TRIGGER, was, trigger)
      ? objectComment({ table: trigger.table, trigger: trigger.name }, was, trigger)
      : changed(was, trigger);
  });
  return [...kept, ...before.triggers.filter((trigger) => !names.has(triggerKey(trigger))).map(dropped)];
}

function dropped(trigger: Trigger): Operation {
  return { kind: "dropTrigger", table: trigger.table, name: trigger.name, trigger };
}

/** The server replaces no constraint trigger, and nothing by one; but how any trigger fires can change. */
function changed(from: Trigger, to: Trigger): readonly Operation[] {
  const { enabled: _, ...rest } = from;
  const { enabled: __, ...others } = to;
  const constraint = from.constraint === true || to.constraint === true;
  return constraint && !same(TRIGGER, rest, others)
    ? [dropped(from), { kind: "createTrigger", trigger: to }]
    : [{ kind: "replaceTrigger", change: { from, to } }];
}

/**
 * Whether a trigger can stay while other things change: PostgreSQL drops no function and no column that a trigger names, and changes
 * the type of none (ATPrepAlterColumnType and RememberAllDependentForRebuilding in tablecmds.c).
 */
function standsOn({ plans, away, relations }: UnderTriggers): (trigger: Trigger) => boolean {
  const byTable = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  return (trigger) => {
    const plan = byTable.get(nameKey(trigger.table));
    const retyped = new Set(plan === undefined ? [] : [...plan.retyped, ...plan.carried]);
    const columns = new Set([...retyped, ...(plan === undefined ? [] : comingOrGoing(plan))]);
    const names = trigger.updateOf?.some((column) => columns.has(column)) === true;
    const reads =
      trigger.when !== undefined &&
      (mentions(trigger.when, columns) || callsAny(trigger.when, away) || readsRow(trigger.when, retyped));
    return (
      !names && !reads && !away.has(trigger.function?.name ?? "") && !relations.has(nameKey(trigger.table))
    );
  };
}

function comingOrGoing({ remade, removed, added }: TablePlan): readonly string[] {
  return [...remade, ...[...removed, ...added].map(({ name }) => name)];
}

/**
 * `old.*` reads every column there is. None of them is one that the server would not let come or go; and once one is computed, it takes no
 * trigger with `new.*` that fires before, but keeps one.
 */
function readsRow(when: NonNullable<Trigger["when"]>, moving: ReadonlySet<string>): boolean {
  return moving.size > 0 && /\b(?:old|new)\s*\.\s*\*/i.test(when.written ?? when.canonical ?? "");
}
