import { type Column, nameKey, nameOf, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import { apply, keepSequences, OPAQUE, type Operation, type RenameSequence } from "@limbeck/operations";

import { takenNames } from "./renames/taken.ts";

/**
 * The sequences of serial and identity columns under the names that they will have, which is done before all else: what follows calls them
 * by those. One whose new name is taken on the old side keeps what it is called.
 */
export function sequencesRenamed(before: Schema, after: Schema): readonly [Schema, readonly Operation[]] {
  const taken = namesInUse(before);
  const operations = renamesBetween(before, after).filter(
    ({ name, to }) => !taken.has(nameKey({ ...name, name: to })),
  );
  return [operations.reduce(renamedIn, before), operations];
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
