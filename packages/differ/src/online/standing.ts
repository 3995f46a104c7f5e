import {
  indexNames,
  keepTables,
  nameKey,
  partitionsOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { applyAll, OPAQUE, type Operation } from "@limbeck/operations";

import { leadingRenames } from "../renames/leadingRenames.ts";

/** The tables and materialized views that were there before a list of operations, by the names that the list has for them. */
export interface Standing {
  /** Rows may be in it, and somebody may work with it. */
  readonly has: (name: QualifiedName) => boolean;
  /** As `has`, and its rows are its own, not those of its partitions: PostgreSQL has no concurrent way for these. */
  readonly hasWhole: (name: QualifiedName) => boolean;
  readonly table: (name: QualifiedName) => Table | undefined;
  /** The partitions of a table that have rows of their own and stay, on all levels. */
  readonly leaves: (name: QualifiedName) => readonly Table[];
  /** The names of all indexes. */
  readonly relations: ReadonlySet<string>;
}

export function standingIn(operations: readonly Operation[], before: Schema): Standing {
  const renamed = applyAll(before, leadingRenames(operations));
  const { tables, views } = renamed === OPAQUE ? before : renamed;
  const made = new Set(operations.flatMap(madeBy).map(nameKey));
  const old = <T extends QualifiedName>(list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map((one): [string, T] => [nameKey(one), one]).filter(([key]) => !made.has(key)));
  const oldTables = old(tables);
  const oldViews = old(views.filter(({ materialized }) => materialized === true));
  const has = (name: QualifiedName): boolean => oldTables.has(nameKey(name)) || oldViews.has(nameKey(name));
  const table = (name: QualifiedName): Table | undefined => oldTables.get(nameKey(name));
  const going = new Set(operations.flatMap(goneBy).map(nameKey));
  // What is a part of one that goes goes with it.
  const staying = keepTables(tables, (one) => oldTables.has(nameKey(one)) && !going.has(nameKey(one)));
  const leaves = (name: QualifiedName): readonly Table[] =>
    partitionsOf(name, staying).filter(({ partitionBy }) => partitionBy === undefined);
  return {
    has,
    hasWhole: (name) => has(name) && table(name)?.partitionBy === undefined,
    table,
    leaves,
    relations: new Set(tables.flatMap(indexNames)),
  };
}

function goneBy(op: Operation): readonly QualifiedName[] {
  return op.kind === "dropPartition" || op.kind === "detachPartition" || op.kind === "dropTable"
    ? [op.name]
    : [];
}

function madeBy(op: Operation): readonly QualifiedName[] {
  if (op.kind === "createTable") return [op.table, ...(op.partitions ?? [])];
  if (op.kind === "createPartition") return [op.partition, ...(op.partitions ?? [])];
  return op.kind === "createMaterializedView" ? [op.view] : [];
}
