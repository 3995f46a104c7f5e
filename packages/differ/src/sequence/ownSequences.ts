import {
  type Column,
  nameKey,
  nameOf,
  type QualifiedName,
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
  ownSequences,
  reverseAll,
  sequenceType,
  type SetSequenceOwner,
} from "@limbeck/operations";

import { type Between } from "../partition/between.ts";

/**
 * The operations between two schemas, where a free-standing sequence that a column counts by is there on one side only: it is taken for
 * the column's own, which it becomes before all else, or is until all else is done. So the column goes on counting where it stands.
 * One that is another column's own on the other side, or nobody's, stands free meanwhile, so that it does not go with the old one.
 */
export function aroundOwnSequences(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const moved = movedSequences(before, after);
  const owned = [ownersBetween(before, after), ownersBetween(after, before)] as const;
  const named = new Set(owned.flat().map(({ name }) => nameKey(name)));
  const [taken, given] = [
    [...owned[0], ...moved.map(({ name, from }) => freed(name, from)), ...ownedOnlyIn(before, after, named)],
    [...owned[1], ...moved.map(({ name, to }) => freed(name, to)), ...ownedOnlyIn(after, before, named)],
  ];
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

interface MovedSequence {
  readonly name: QualifiedName;
  readonly from: SequenceOwner;
  readonly to: SequenceOwner;
}

/** The sequences of serial columns that another column owns on the other side, where the old one no longer counts by one of its own. */
function movedSequences(before: Schema, after: Schema): readonly MovedSequence[] {
  const there = new Map(serialOwners(after).map(({ name, owner }) => [nameKey(name), owner]));
  return serialOwners(before).flatMap(({ name, owner: from }) => {
    const to = there.get(nameKey(name));
    if (to === undefined || countsItself(columnOf(after, from))) return [];
    return [{ name, from, to }];
  });
}

/** What frees the sequences of serial columns which stand free on the other side, where no column of that name counts by one of its own. */
function ownedOnlyIn(schema: Schema, other: Schema, given: ReadonlySet<string>): readonly SetSequenceOwner[] {
  const free = new Set(other.sequences.filter(({ ownedBy }) => ownedBy === undefined).map(nameKey));
  return serialOwners(schema)
    .filter(({ name }) => free.has(nameKey(name)) && !given.has(nameKey(name)))
    .filter(({ owner }) => !countsItself(columnOf(other, owner)))
    .map(({ name, owner }) => freed(name, owner));
}

function columnOf({ tables }: Schema, owner: SequenceOwner): Column | undefined {
  const table = tables.find((one) => sameName(one, owner.table));
  return table?.columns.find(({ name }) => name === owner.column);
}

function freed(name: QualifiedName, owner: SequenceOwner): SetSequenceOwner {
  return { kind: "setSequenceOwner", name, owner: { from: owner, to: null } };
}

function serialOwners({
  tables,
}: Schema): readonly { readonly name: QualifiedName; readonly owner: SequenceOwner }[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      if (column.default?.kind !== "serial") return [];
      const owner = { table: nameOf(table), column: column.name };
      return ownSequences(table, column).map((name) => ({ name, owner }));
    }),
  );
}

/** What gives the sequences of a schema that the other one does not have to the columns that count by them. */
function ownersBetween(schema: Schema, other: Schema): readonly SetSequenceOwner[] {
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
): readonly SetSequenceOwner[] {
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
