import {
  type Column,
  comparable,
  nameKey,
  nameOf,
  sameName,
  sameText,
  type Schema,
  type Sequence,
  type SequenceOwner,
} from "@limbeck/model";
import {
  type AlterSequence,
  defined,
  nextvalOf,
  type Operation,
  type Ref,
  ref,
  sequenceType,
  serialSequences,
} from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { type TablePlan } from "../plan.ts";

const SEQUENCE = {
  schema: "identity",
  name: "identity",
  type: "compared",
  options: "compared",
  unlogged: "compared",
  ownedBy: "separate",
  comment: "separate",
} as const satisfies Fields<Sequence>;

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
      if (was !== undefined) return changed(was, sequence, remade);
      return [create(sequence, countingBy(sequence, after, before))];
    }),
    ...before.sequences
      .filter((sequence) => !names.has(nameKey(sequence)))
      .flatMap((sequence) => dropAround(sequence, remade, countingBy(sequence, before, after))),
  ];
}

const create = (sequence: Sequence, continues?: SequenceOwner): Operation =>
  defined({ kind: "createSequence", sequence, continues });
const drop = (sequence: Sequence, continues?: SequenceOwner): Operation =>
  defined({ kind: "dropSequence", name: nameOf(sequence), sequence, continues });

const belongsTo = ({ ownedBy: owner }: Sequence, columns: ReadonlySet<Ref>): boolean =>
  owner !== undefined && columns.has(ref.column(owner.table, owner.column));

/**
 * A column of `remade` may be made anew on the way back only, after its sequence has come: so that is owned by it before the column changes,
 * and by nothing then.
 */
function dropAround(
  sequence: Sequence,
  remade: ReadonlySet<Ref>,
  continues?: SequenceOwner,
): readonly Operation[] {
  if (!belongsTo(sequence, remade)) return [drop(sequence, continues)];
  const { ownedBy: from = null, ...alone } = sequence;
  return [{ kind: "setSequenceOwner", name: nameOf(sequence), owner: { from, to: null } }, drop(alone)];
}

/** A column that counts by the sequence, and is there without it, so that it may have numbers. */
function countingBy(sequence: Sequence, schema: Schema, without: Schema): SequenceOwner | undefined {
  const tables = new Map(without.tables.map((table) => [nameKey(table), table]));
  const owners = schema.tables.flatMap((table) => {
    const others = tables.get(nameKey(table))?.columns ?? [];
    return table.columns
      .filter((column) => counts(column, sequence, others))
      .map(({ name }): SequenceOwner => ({ table: nameOf(table), column: name }));
  });
  return owners[0];
}

function counts({ name, type, default: value }: Column, by: Sequence, others: readonly Column[]): boolean {
  const called = value === undefined ? undefined : nextvalOf(value);
  if (called === undefined || !sameName(called, by) || sequenceType(type) === undefined) return false;
  const other = others.find((column) => column.name === name);
  if (other === undefined || other.generated !== undefined) return false;
  return sameText(other.type, type) || (sequenceType(other.type) !== undefined && !hasCounter(other));
}

/** Where that takes another type too, the change of the column takes the position over, and not by the rows alone. */
function hasCounter({ default: value, identity }: Column): boolean {
  return (
    identity !== undefined ||
    (value !== undefined && (value.kind === "serial" || nextvalOf(value) !== undefined))
  );
}

function changed(before: Sequence, after: Sequence, remade: ReadonlySet<Ref>): readonly Operation[] {
  // It goes when its owner goes, also where that comes again.
  const goes = belongsTo(after, remade);
  const given = changedOwner(before, after);
  if (goes) return [...dropAround(before, remade), create(after)];
  // It leaves its table before that is logged or no longer, and comes to one after that.
  const [from, to] = given.length > 0 ? [before, after] : [ofItself(before), ofItself(after)];
  const options = { from: optionsOf(from), to: optionsOf(to) };
  const altered: readonly Operation[] = same(SEQUENCE, from, to)
    ? []
    : [{ kind: "alterSequence", name: nameOf(after), options }];
  return [...given, ...altered, ...objectComment({ sequence: nameOf(after) }, before, after)];
}

function changedOwner(before: Sequence, after: Sequence): readonly Operation[] {
  const [from, to] = [before.ownedBy ?? null, after.ownedBy ?? null];
  if (text(from) === text(to)) return [];
  const set = { kind: "setSequenceOwner", name: nameOf(after) } as const;
  const freed = from === null ? [] : [{ ...set, owner: { from, to: null } }];
  return to === null ? freed : [...freed, { ...set, owner: { from: null, to } }];
}

/** Whether one that a table owns is logged changes with the table, so nothing is to be done about it here. */
function ofItself(sequence: Sequence): Sequence {
  const { unlogged: _, ...owned } = sequence;
  return sequence.ownedBy === undefined ? sequence : owned;
}

function optionsOf({ type, unlogged, options }: Sequence): AlterSequence["options"]["to"] {
  return defined({ type, unlogged, ...options });
}

function text(value: unknown): string {
  return JSON.stringify(comparable(value));
}

/** What Drizzle cannot say of sequences stays as it is, be it that of a serial column, but for an owner that goes. */
export function adoptSequences(
  before: Schema,
  { sequences, tables }: Schema,
  unsaid: ReadonlySet<string>,
): readonly Sequence[] {
  const all = [...before.sequences, ...before.tables.flatMap(serialSequences)];
  const old = new Map(all.map((sequence) => [nameKey(sequence), sequence]));
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
