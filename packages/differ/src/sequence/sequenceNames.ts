import { type Column, nameKey, nameOf, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import {
  apply,
  keepSequences,
  oldName,
  OPAQUE,
  type Operation,
  type RenameSequence,
} from "@limbeck/operations";

import { circling, freedFirst } from "../names/nameCircles.ts";
import { takenNames } from "../renames/taken.ts";

/**
 * The sequences of serial and identity columns under the names that they will have, which is done before all else: what follows calls them
 * by those. One that goes makes way, free-standing or with its column, and those that take one another's names follow one another; one whose
 * new name is taken by anything else on the old side keeps what it is called.
 */
export function sequencesRenamed(before: Schema, after: Schema): readonly [Schema, readonly Operation[]] {
  const wished = renamesBetween(before, after);
  if (wished.length === 0) return [before, []];
  const aside = asideFor(wished, before, after);
  const renames = possible(wished, new Set(aside.map(({ name }) => nameKey(name))), namesInUse(before));
  const operations = [...aside, ...oneByOne(renames)];
  return [operations.reduce(renamedIn, before), operations];
}

/** Those whose new names are free, or become free by another one. */
function possible(
  wished: readonly RenameSequence[],
  free: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): readonly RenameSequence[] {
  for (let renames = wished; ;) {
    const left = new Set(renames.map(({ name }) => nameKey(name)));
    const next = renames.filter((op) => {
      const key = nameKey(newName(op));
      return !taken.has(key) || free.has(key) || left.has(key);
    });
    if (next.length === renames.length) return next;
    renames = next;
  }
}

/** Each when its new name is free; of those that stand in a circle, one goes by way of a name of its own. */
function oneByOne(renames: readonly RenameSequence[]): readonly RenameSequence[] {
  const namesOf = (op: RenameSequence) => ({ from: nameKey(op.name), to: nameKey(newName(op)) });
  const first = new Set(circling(renames, namesOf));
  const ways = renames.map((op) => (first.has(op) ? { ...op, name: oldName(op.name) } : op));
  return [...[...first].map(({ name }) => setAside(name)), ...freedFirst(ways, namesOf)];
}

function setAside(name: QualifiedName): RenameSequence {
  return { kind: "renameSequence", name, to: oldName(name).name };
}

/** What gives the sequences that go another name until then, where a column's own takes theirs. */
function asideFor(
  renames: readonly RenameSequence[],
  before: Schema,
  after: Schema,
): readonly RenameSequence[] {
  const wanted = new Set(renames.map((op) => nameKey(newName(op))));
  const staying = new Set(after.sequences.map(nameKey));
  const going = before.sequences.filter((one) => !staying.has(nameKey(one))).map(nameOf);
  return [...going, ...ownGoing(before, after)].filter((name) => wanted.has(nameKey(name))).map(setAside);
}

/** The sequences of columns that go. */
function ownGoing(before: Schema, after: Schema): readonly QualifiedName[] {
  const now = new Map(after.tables.map((table) => [nameKey(table), table]));
  return before.tables.flatMap((table) => {
    const staying = new Set(now.get(nameKey(table))?.columns.map(({ name }) => name));
    const going = table.columns.filter(({ name }) => !staying.has(name));
    return keepSequences(table, going).flatMap((column) => ownSequence(table, column) ?? []);
  });
}

function newName({ name, to }: RenameSequence): QualifiedName {
  return { ...name, name: to };
}

function renamesBetween(before: Schema, after: Schema): readonly RenameSequence[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return after.tables.flatMap((table) => {
    const was = old.get(nameKey(table));
    return was === undefined ? [] : renamesIn(was, table);
  });
}

function renamesIn(before: Table, after: Table): readonly RenameSequence[] {
  const old = new Map(keepSequences(before, before.columns).map((column) => [column.name, column]));
  return keepSequences(after, after.columns).flatMap((column): RenameSequence[] => {
    const was = old.get(column.name);
    const [name, to] = [was && ownSequence(before, was), ownSequence(after, column)];
    if (was === undefined || name === undefined || to === undefined || name.name === to.name) return [];
    return sameKind(was, column) ? [{ kind: "renameSequence", name, to: to.name }] : [];
  });
}

/** What stops or begins to be an identity gets another sequence anyway. */
function sameKind(a: Column, b: Column): boolean {
  return (a.identity === undefined) === (b.identity === undefined);
}

function ownSequence(table: Table, { default: value, identity }: Column): QualifiedName | undefined {
  if (identity?.sequence !== undefined) return { ...nameOf(table), name: identity.sequence };
  return value?.kind === "serial" ? value.sequence : undefined;
}

function namesInUse(schema: Schema): ReadonlySet<string> {
  const own = schema.tables.flatMap((table) =>
    keepSequences(table, table.columns).flatMap((column) => ownSequence(table, column) ?? []),
  );
  return new Set([...takenNames(schema), ...own.map(nameKey)]);
}

function renamedIn(schema: Schema, op: Operation): Schema {
  const renamed = apply(schema, op);
  // A rename says all that it does.
  return renamed === OPAQUE ? schema : renamed;
}
