import { type Column, nameKey, nameOf, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import {
  apply,
  keepSequences,
  oldName,
  OPAQUE,
  type Operation,
  type RenameSequence,
} from "@limbeck/operations";

import { takenNames } from "./renames/taken.ts";

/**
 * The sequences of serial and identity columns under the names that they will have, which is done before all else: what follows calls them
 * by those. A free-standing one that goes makes way; one whose new name is taken by anything else on the old side keeps what it is called.
 */
export function sequencesRenamed(before: Schema, after: Schema): readonly [Schema, readonly Operation[]] {
  const renames = renamesBetween(before, after);
  const aside = asideFor(renames, before, after);
  const free = new Set(aside.map(({ name }) => nameKey(name)));
  const taken = namesInUse(before);
  const isFree = (name: string): boolean => free.has(name) || !taken.has(name);
  const operations = [...aside, ...renames.filter((op) => isFree(nameKey(newName(op))))];
  return [operations.reduce(renamedIn, before), operations];
}

/** What gives the free-standing sequences that go another name until then, where a column's own takes theirs. */
function asideFor(
  renames: readonly RenameSequence[],
  before: Schema,
  after: Schema,
): readonly RenameSequence[] {
  if (renames.length === 0) return [];
  const wanted = new Set(renames.map((op) => nameKey(newName(op))));
  const staying = new Set(after.sequences.map(nameKey));
  return before.sequences
    .filter((one) => wanted.has(nameKey(one)) && !staying.has(nameKey(one)))
    .map((one) => ({ kind: "renameSequence", name: nameOf(one), to: oldName(one).name }));
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
