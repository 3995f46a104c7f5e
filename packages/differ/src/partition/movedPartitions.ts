import {
  type Index,
  isPartition,
  type Named,
  nameKey,
  nameOf,
  type Partition,
  partitionsOf,
  sameValue,
  type Schema,
  type Table,
} from "@limbeck/model";
import { mapParts, type Operation, partitionBoundInput } from "@limbeck/operations";

import { type Between } from "./between.ts";
import { carriedWith } from "./movedBounds.ts";
import { detachedTable } from "./detached.ts";
import { attachedTo } from "./excluding.ts";
import { aroundOwnSequences } from "../sequence/ownSequences.ts";
import { matchRenamed, memberFields } from "../table/members.ts";
import { lookOf } from "./partitionIndexes.ts";
import { isDividedAlike } from "./partitions.ts";

/**
 * The operations between two schemas, where a table becomes a partition, a partition a table, or that of another table, or is divided otherwise: it
 * is detached first and attached last, and changed in between as the table of its own that it is then.
 */
export function aroundMoved(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const nests = withInner(movesBetween(before, after), before, after);
  if (nests.length === 0) return between(before, after);
  const moves = nests.flat();
  const from = apart(before, moves);
  const to = inNamesOf(from, apart(after, moves), moves);
  const out = nests.flatMap((nest) => [...nest].reverse().flatMap((move) => detach(move, before)));
  const into = moves.flatMap((move) => attach(move, after));
  // The columns of a partition are here its own, and so are the sequences that they count by.
  return [...out, ...aroundOwnSequences(from, to, between), ...into];
}

interface Move {
  readonly before: Table;
  readonly after: Table;
}

/** The tables that are detached, attached, or both. */
export function movesBetween(before: Schema, after: Schema): readonly Move[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const moves = after.tables.flatMap((table) => {
    const was = old.get(nameKey(table));
    return was === undefined ? [] : [{ before: was, after: table }];
  });
  const byName = new Map(moves.map((move) => [nameKey(move.after), move]));
  return moves.filter((move) => isMoved(move) || isDividedWithin(move, byName));
}

/** Each with the partitions that it is not moved with unless these are too, the outer ones first. */
function withInner(moves: readonly Move[], before: Schema, after: Schema): readonly (readonly Move[])[] {
  const names = new Set(moves.map((move) => nameKey(move.after)));
  return moves.map((move) => {
    const inner = carriedWith({ name: nameOf(move.after) }, before, after);
    return [move, ...inner.filter((one) => !names.has(nameKey(one.after)))];
  });
}

function isMoved({ before, after }: Move): boolean {
  return !sameValue(before.partitionOf?.table, after.partitionOf?.table);
}

/** Whether a partition is divided otherwise while the table is not of which it is a part: with that, its rows would go elsewhere. */
function isDividedWithin({ before, after }: Move, moves: ReadonlyMap<string, Move>): boolean {
  if (!isPartition(after) || isDividedAlike(before, after)) return false;
  const above = moves.get(nameKey(after.partitionOf.table));
  return above !== undefined && staysDivided(above, moves);
}

function staysDivided(move: Move, moves: ReadonlyMap<string, Move>): boolean {
  const { before, after } = move;
  if (isMoved(move) || !isDividedAlike(before, after)) return false;
  const above = isPartition(after) ? moves.get(nameKey(after.partitionOf.table)) : undefined;
  return above === undefined || staysDivided(above, moves);
}

/** The schema with each of these as a table of its own, without what the server would take for its part of an index. */
function apart(schema: Schema, moves: readonly Move[]): Schema {
  const names = new Set(moves.map(({ after }) => nameKey(after)));
  const moved = schema.tables.filter((table) => names.has(nameKey(table)) && isPartition(table));
  const gone = new Set(
    [...moved, ...moved.flatMap((table) => partitionsOf(table, schema.tables))].map(nameKey),
  );
  const tables = schema.tables.map((table) => {
    if (names.has(nameKey(table)) && isPartition(table)) return loose(table, schema);
    return names.has(nameKey(table)) || gone.has(nameKey(table))
      ? table
      : mapParts(table, (one) => (gone.has(nameKey(one)) ? undefined : one));
  });
  return { ...schema, tables };
}

function loose(partition: Partition, { tables }: Schema): Table {
  const table = detachedTable(partition, tables);
  const twins = new Set(twinsOf(partition, table));
  return { ...table, indexes: table.indexes.filter((index) => !twins.has(index)) };
}

/** Its own indexes that sort as its part of one of its table does: which of both that is, the server would choose anew. */
function twinsOf(partition: Partition, table: Table): readonly Index[] {
  const own = new Set(partition.indexes);
  const parts = new Set(table.indexes.filter((index) => !own.has(index)).map(lookOf));
  return partition.indexes.filter((index) => parts.has(lookOf(index)));
}

function twinsIn(partition: Partition, { tables }: Schema): readonly Index[] {
  return twinsOf(partition, detachedTable(partition, tables));
}

function detach({ before }: Move, schema: Schema): readonly Operation[] {
  if (!isPartition(before)) return [];
  const { table, bound } = before.partitionOf;
  const name = nameOf(before);
  return [
    ...twinsIn(before, schema).map((definition): Operation => ({
      kind: "dropIndex",
      table: name,
      name: definition.name,
      definition,
    })),
    {
      kind: "detachPartition",
      table,
      name,
      bound: partitionBoundInput(bound),
      ...attachedTo(table, schema.tables),
    },
  ];
}

function attach({ after }: Move, schema: Schema): readonly Operation[] {
  if (!isPartition(after)) return [];
  const { table, bound } = after.partitionOf;
  const name = nameOf(after);
  return [
    { kind: "attachPartition", table, name, bound, ...attachedTo(table, schema.tables) },
    ...twinsIn(after, schema).map((definition): Operation => ({
      kind: "createIndex",
      table: name,
      definition,
    })),
  ];
}

/** Where nobody says what a table that is attached calls its parts of indexes, and how its columns are commented, it stays as it is. */
function inNamesOf(before: Schema, after: Schema, moves: readonly Move[]): Schema {
  if (after.unsaid?.includes("partitions") !== true) return after;
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const names = new Set(moves.map(({ after: table }) => nameKey(table)));
  const tables = after.tables.map((table) => {
    const was = old.get(nameKey(table));
    return was === undefined || !names.has(nameKey(table)) ? table : inNames(was, table);
  });
  return { ...after, tables };
}

function inNames(was: Table, table: Table): Table {
  const key = was.primaryKey?.name;
  const comments = new Map(was.columns.map(({ name, comment }) => [name, comment]));
  return {
    ...table,
    columns: table.columns.map(({ comment, ...column }) => {
      const said = comment ?? comments.get(column.name);
      return said === undefined ? column : { ...column, comment: said };
    }),
    ...(table.primaryKey && { primaryKey: { ...table.primaryKey, name: key ?? table.primaryKey.name } }),
    uniques: renamed(was.uniques, table.uniques, memberFields.uniques),
    indexes: renamed(was.indexes, table.indexes, memberFields.indexes),
  };
}

function renamed<M extends Named>(
  was: readonly M[],
  is: readonly M[],
  fields: Parameters<typeof matchRenamed<M>>[2],
): readonly M[] {
  const names = new Map(
    matchRenamed(was, is, fields).renamed.map(({ before, after }) => [after, before.name]),
  );
  return is.map((one) => ({ ...one, name: names.get(one) ?? one.name }));
}
