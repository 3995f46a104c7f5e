import { nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import { ownSequences } from "@limbeck/operations";

/**
 * The sequences of columns that go from serial to identity or back: another one takes the name, so whatever else calls or reads it lets go of
 * it before and finds the new one after.
 */
export function exchangedSequences(before: Schema, after: Schema): readonly QualifiedName[] {
  const tables = new Map(before.tables.map((table) => [nameKey(table), table]));
  return after.tables.flatMap((table) => {
    const was = tables.get(nameKey(table));
    return was === undefined ? [] : exchangedIn(was, table);
  });
}

function exchangedIn(before: Table, after: Table): readonly QualifiedName[] {
  const columns = new Map(before.columns.map((column) => [column.name, column]));
  return after.columns.flatMap((column) => {
    const was = columns.get(column.name);
    if (was === undefined || (was.identity === undefined) === (column.identity === undefined)) return [];
    const old = new Set(ownSequences(before, was).map(nameKey));
    return ownSequences(after, column).filter((sequence) => old.has(nameKey(sequence)));
  });
}
