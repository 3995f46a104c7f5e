import {
  type Column,
  nameKey,
  nameOf,
  sameName,
  type Schema,
  type Sequence,
  type SequenceOwner,
  type Table,
} from "@limbeck/model";
import {
  applyAll,
  nextvalOf,
  OPAQUE,
  type Operation,
  reverseAll,
  sequenceType,
  type SetSequenceOwner,
} from "@limbeck/operations";

type Between = (before: Schema, after: Schema) => readonly Operation[];

/**
 * The operations between two schemas, where a free-standing sequence that a column counts by is there on one side only: it is taken for
 * the column's own, which it becomes before all else, or is until all else is done. So the column goes on counting where it stands.
 */
export function aroundOwnSequences(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const [taken, given] = [ownersBetween(before, after), ownersBetween(after, before)];
  if (taken.length === 0 && given.length === 0) return between(before, after);
  return [
    ...taken,
    ...between(afterAll(before, taken), afterAll(after, given)),
    // The way in, turned round.
    ...reverseAll(given),
  ];
}

function afterAll(schema: Schema, operations: readonly Operation[]): Schema {
  const result = applyAll(schema, operations);
  // Of owners it is known what they do.
  return result === OPAQUE ? schema : result;
}

/** What gives the sequences of a schema that the other one does not have to the columns that count by them. */
function ownersBetween(schema: Schema, other: Schema): readonly Operation[] {
  const there = new Set(other.sequences.map(nameKey));
  const going = new Map(
    schema.sequences.filter((one) => !there.has(nameKey(one))).map((one) => [nameKey(one), one]),
  );
  if (going.size === 0) return [];
  const tables = new Map(other.tables.map((table) => [nameKey(table), table]));
  return schema.tables.flatMap((table) => {
    const same = tables.get(nameKey(table));
    return same === undefined ? [] : table.columns.flatMap((column) => give(table, column, same, going));
  });
}

/** Gives the column its sequence, and takes that out of those that are to be given. */
function give(
  table: Table,
  column: Column,
  other: Table,
  going: Map<string, Sequence>,
): readonly Operation[] {
  const called = column.default === undefined ? undefined : nextvalOf(column.default);
  const sequence = called === undefined ? undefined : going.get(nameKey(called));
  if (sequence === undefined || !mayOwn(table, column, sequence)) return [];
  if (!countsItself(other.columns.find(({ name }) => name === column.name))) return [];
  going.delete(nameKey(sequence));
  return [owned(sequence, { table: nameOf(table), column: column.name })];
}

/** A sequence stands where the table of its column stands, and is logged as that is. */
function mayOwn(table: Table, column: Column, sequence: Sequence): boolean {
  return (
    sequenceType(column.type) !== undefined &&
    sameName(nameOf(sequence), { ...nameOf(table), name: sequence.name }) &&
    sequence.unlogged === table.unlogged
  );
}

function countsItself(column: Column | undefined): boolean {
  return column?.identity !== undefined || column?.default?.kind === "serial";
}

function owned(sequence: Sequence, owner: SequenceOwner): SetSequenceOwner {
  return {
    kind: "setSequenceOwner",
    name: nameOf(sequence),
    owner: { from: sequence.ownedBy ?? null, to: owner },
  };
}
