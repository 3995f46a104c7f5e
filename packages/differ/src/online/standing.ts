import { nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import { applyAll, OPAQUE, type Operation } from "@limbeck/operations";

import { leadingRenames } from "../renames/rename.ts";

/** The tables and materialized views that were there before a list of operations, by the names that the list has for them. */
export interface Standing {
  /** Rows may be in it, and somebody may work with it. */
  readonly has: (name: QualifiedName) => boolean;
  /** As `has`, and its rows are its own, not those of its partitions: PostgreSQL has no concurrent way for these. */
  readonly hasWhole: (name: QualifiedName) => boolean;
  readonly table: (name: QualifiedName) => Table | undefined;
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
  return { has, hasWhole: (name) => has(name) && table(name)?.partitionBy === undefined, table };
}

function madeBy(op: Operation): readonly QualifiedName[] {
  if (op.kind === "createTable") return [op.table, ...(op.partitions ?? [])];
  if (op.kind === "createPartition") return [op.partition, ...(op.partitions ?? [])];
  return op.kind === "createMaterializedView" ? [op.view] : [];
}
