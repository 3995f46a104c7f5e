import {
  type Column,
  isPartition,
  nameKey,
  ownOf,
  type PartitionColumn,
  partitionsOf,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
  type Table,
  withOwn,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { defined } from "../input/defined.ts";
import { changeTable } from "../schemaChange.ts";
import { nextvalOf } from "../sql/nextval.ts";
import { ownSequences } from "../sql/serial.ts";

/** The column of a table, or of a partition as it is with what the partition has otherwise. Throws `object-missing`. */
function columnIn(tables: readonly Table[], table: QualifiedName, name: string): Column {
  const found = tables.find((one) => sameName(one, table));
  if (found !== undefined && isPartition(found))
    return withOwn(columnIn(tables, found.partitionOf.table, name), ownColumn(found, name));
  const column = found?.columns.find((one) => one.name === name);
  if (column === undefined) throw objectMissing(`column ${showName(table)}.${name}`);
  return column;
}

function ownColumn({ partitionColumns = [] }: Table, name: string): PartitionColumn | undefined {
  return partitionColumns.find((column) => column.name === name);
}

/** The schema with the column of a partition changed. */
export function changePartitionColumn(
  schema: Schema,
  partition: QualifiedName & Required<Pick<Table, "partitionOf">>,
  name: string,
  change: (column: Column) => Column,
): Schema {
  const above = columnIn(schema.tables, partition.partitionOf.table, name);
  const changed = change(columnIn(schema.tables, partition, name));
  const counts = countsAsAbove(rootOf(partition.partitionOf.table, schema.tables), above, changed);
  const own = ownOf(above, counts ? withDefault(changed, above.default) : changed);
  return changeTable(schema, partition, (table) => withColumns(table, name, own));
}

function rootOf(name: QualifiedName, tables: readonly Table[]): QualifiedName {
  const above = tables.find((one) => sameName(one, name))?.partitionOf?.table;
  return above === undefined ? name : rootOf(above, tables);
}

/** Whether a column of a partition counts by the sequence of the serial column of its table, as it does where nothing else is said. */
function countsAsAbove(table: QualifiedName, above: Column, { default: value }: Column): boolean {
  if (above.default?.kind !== "serial" || value === undefined) return false;
  const counted = nextvalOf(value);
  return counted !== undefined && ownSequences(table, above).some((own) => sameName(own, counted));
}

function withDefault({ default: _, ...column }: Column, value: Column["default"]): Column {
  return defined({ ...column, default: value });
}

/** The schema in which the partitions of a table have no longer otherwise what ALTER TABLE hands down to them. */
export function handDown(
  schema: Schema,
  table: QualifiedName,
  name: string,
  taken: readonly Exclude<keyof PartitionColumn, "name">[],
): Schema {
  const below = new Set(partitionsOf(table, schema.tables).map(nameKey));
  if (below.size === 0 || taken.length === 0) return schema;
  const tables = schema.tables.map((one) => {
    const own = below.has(nameKey(one)) ? ownColumn(one, name) : undefined;
    if (own === undefined) return one;
    const left = Object.entries(own).filter(([field]) => !(taken as readonly string[]).includes(field));
    return withColumns(one, name, left.length > 1 ? { ...Object.fromEntries(left), name } : undefined);
  });
  return { ...schema, tables };
}

function withColumns(table: Table, name: string, own: PartitionColumn | undefined): Table {
  const { partitionColumns: columns = [], ...rest } = table;
  const others = columns.filter((column) => column.name !== name);
  return withOwnColumns(rest, own === undefined ? others : [...others, own]);
}

/** The table with these, sorted by name, and without the list where there are none. */
export function withOwnColumns(table: Table, columns: readonly PartitionColumn[]): Table {
  const { partitionColumns: _, ...rest } = table;
  if (columns.length === 0) return rest;
  const sorted = [...columns].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { ...rest, partitionColumns: sorted };
}
