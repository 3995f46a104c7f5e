import { comparable, nameKey, nameOf, type Schema, type Sequence } from "@limbeck/model";
import { type AlterSequence, defined, type Operation, type Ref, ref } from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { type Fields } from "./fields.ts";
import { type TablePlan } from "./plan.ts";

const SEQUENCE = {
  schema: "identity",
  name: "identity",
  type: "compared",
  options: "compared",
  unlogged: "compared",
  ownedBy: "compared",
  comment: "separate",
} as const satisfies Fields<Sequence>;

export const sequenceFields: Fields<Sequence> = SEQUENCE;

export function diffSequences(
  before: Schema,
  after: Schema,
  plans: readonly TablePlan[],
): readonly Operation[] {
  const remade = new Set(
    plans.flatMap((plan) => [...plan.remade].map((name) => ref.column(plan.after, name))),
  );
  const old = new Map(before.sequences.map((sequence) => [nameKey(sequence), sequence]));
  const names = new Set(after.sequences.map(nameKey));
  return [
    ...after.sequences.flatMap((sequence) => {
      const was = old.get(nameKey(sequence));
      return was === undefined ? [create(sequence)] : changed(was, sequence, remade);
    }),
    ...before.sequences.filter((sequence) => !names.has(nameKey(sequence))).map(drop),
  ];
}

const create = (sequence: Sequence): Operation => ({ kind: "createSequence", sequence });
const drop = (sequence: Sequence): Operation => ({ kind: "dropSequence", name: nameOf(sequence), sequence });

function changed(before: Sequence, after: Sequence, remade: ReadonlySet<Ref>): readonly Operation[] {
  const owner = after.ownedBy;
  // Another owner means another life: it goes when the owner goes, also where that comes again.
  const goes = owner !== undefined && remade.has(ref.column(owner.table, owner.column));
  if (goes || text(before.ownedBy) !== text(after.ownedBy)) return [drop(before), create(after)];
  const [from, to] = [optionsOf(before), optionsOf(after)];
  const altered: readonly Operation[] =
    text(from) === text(to) ? [] : [{ kind: "alterSequence", name: nameOf(after), options: { from, to } }];
  return [...altered, ...objectComment({ sequence: nameOf(after) }, before, after)];
}

/** Whether one that a table owns is logged changes with the table, so nothing is to be done about it here. */
function optionsOf({ type, unlogged, ownedBy, options }: Sequence): AlterSequence["options"]["to"] {
  return defined({ type, unlogged: ownedBy === undefined ? unlogged : undefined, ...options });
}

function text(value: unknown): string {
  return JSON.stringify(comparable(value));
}

/** What Drizzle cannot say of sequences stays as it is, but for an owner that goes. */
export function adoptSequences(
  before: Schema,
  { sequences, tables }: Schema,
  unsaid: ReadonlySet<string>,
): readonly Sequence[] {
  const old = new Map(before.sequences.map((sequence) => [nameKey(sequence), sequence]));
  const columns = new Set(
    tables.flatMap((table) => table.columns.map(({ name }) => ref.column(table, name))),
  );
  return sequences.map((sequence) => {
    const { type, ownedBy, unlogged } = old.get(nameKey(sequence)) ?? {};
    const stays = ownedBy !== undefined && columns.has(ref.column(ownedBy.table, ownedBy.column));
    return {
      ...sequence,
      ...(unsaid.has("sequenceOptions") ? defined({ type, ownedBy: stays ? ownedBy : undefined }) : {}),
      ...(unsaid.has("unlogged") ? defined({ unlogged }) : {}),
    };
  });
}
