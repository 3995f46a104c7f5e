import {
  isPartition,
  type Named,
  nameKey,
  type Partition,
  type PartitionColumn,
  type PrimaryKey,
  type Schema,
  type Table,
} from "@limbeck/model";
import { withOwnColumns } from "@limbeck/operations";

import { detachedTable } from "../partition/detached.ts";
import { type Fields } from "../fields.ts";
import { matchMembers, memberFields } from "../table/members.ts";

/**
 * The tables of a target whose author speaks only of some partitions: a table that is divided stays so, and a partition has what
 * it had beside what it has from its table.
 */
export function adoptPartitions(before: Schema, after: readonly Table[]): readonly Table[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return withColumnsThere(after.map((table) => adoptPartition(old.get(nameKey(table)), table, after)));
}

/** What a partition has otherwise goes with the column. */
function withColumnsThere(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  const columnsOf = ({ partitionOf, columns }: Table): Table["columns"] => {
    const above = partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
    return above === undefined ? columns : columnsOf(above);
  };
  return tables.map((table) => {
    if (table.partitionColumns === undefined) return table;
    const names = new Set(columnsOf(table).map(({ name }) => name));
    return withOwnColumns(
      table,
      table.partitionColumns.filter(({ name }) => names.has(name)),
    );
  });
}

function adoptPartition(before: Table | undefined, after: Table, tables: readonly Table[]): Table {
  if (before === undefined) return after;
  // A model of a partition as a table of its own says nothing that is not said of the table that it is a part of.
  if (isPartition(before) && !isPartition(after)) return before;
  const partitionBy = after.partitionBy ?? before.partitionBy;
  const key = partitionBy === undefined ? {} : { partitionBy };
  if (!isPartition(before) && isPartition(after)) return { ...adoptAttached(before, after, tables), ...key };
  if (!isPartition(before) || !isPartition(after)) return { ...after, ...key };
  const { comment: _, ...own } = before;
  const { comment } = after;
  return {
    ...withOwnColumns(own, adoptColumns(before, after)),
    ...key,
    partitionOf: after.partitionOf,
    ...(comment === undefined ? {} : { comment }),
  };
}

/** A table that is to be a partition keeps what it has and what its table does not give it anyway. */
function adoptAttached(before: Table, after: Partition, tables: readonly Table[]): Table {
  const given = detachedTable(after, tables);
  const { partitionBy: _, primaryKey: __, ...rest } = before;
  const { comment = before.comment, partitionColumns } = after;
  const keysOf = (table: Table): readonly PrimaryKey[] =>
    table.primaryKey === undefined ? [] : [table.primaryKey];
  const [key] = given.primaryKey === undefined ? keysOf(before) : [];
  return {
    ...rest,
    partitionOf: after.partitionOf,
    columns: [],
    ...(partitionColumns && { partitionColumns }),
    ...(key && { primaryKey: key }),
    uniques: ownOf(before.uniques, given.uniques, memberFields.uniques),
    foreignKeys: ownOf(before.foreignKeys, given.foreignKeys, memberFields.foreignKeys),
    checks: ownOf(before.checks, given.checks, memberFields.checks),
    exclusions: ownOf(before.exclusions, given.exclusions, memberFields.exclusions),
    indexes: ownOf(before.indexes, given.indexes, memberFields.indexes),
    ...(comment === undefined ? {} : { comment }),
  };
}

function ownOf<M extends Named>(has: readonly M[], given: readonly M[], fields: Fields<M>): readonly M[] {
  return matchMembers(has, given, fields).removed;
}

/** What the columns have otherwise as the target says, which says nothing of comments; where it says nothing at all as the start does. */
function adoptColumns(before: Table, after: Table): readonly PartitionColumn[] {
  const { partitionColumns: old = [] } = before;
  if (after.partitionColumns === undefined) return old;
  const said = new Map(after.partitionColumns.map((own) => [own.name, own]));
  const names = new Set([...said.keys(), ...old.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const comment = old.find((own) => own.name === name)?.comment;
    const own = { name, ...said.get(name), ...(comment === undefined ? {} : { comment }) };
    return Object.keys(own).length === 1 ? [] : [own];
  });
}
