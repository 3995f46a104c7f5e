import { isPartition, nameKey, type PartitionColumn, type Schema, type Table } from "@limbeck/model";
import { withOwnColumns } from "@limbeck/operations";

/**
 * The tables of a target whose author speaks only of some partitions: a table that is divided stays so, and a partition has what
 * it had beside what it has from its table.
 */
export function adoptPartitions(before: Schema, after: readonly Table[]): readonly Table[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return withColumnsThere(after.map((table) => adoptPartition(old.get(nameKey(table)), table)));
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

function adoptPartition(before: Table | undefined, after: Table): Table {
  if (before === undefined) return after;
  // A model of a partition as a table of its own says nothing that is not said of the table that it is a part of.
  if (isPartition(before) && !isPartition(after)) return before;
  const partitionBy = after.partitionBy ?? before.partitionBy;
  const key = partitionBy === undefined ? {} : { partitionBy };
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
