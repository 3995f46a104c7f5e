import {
  type ForeignKey,
  isPartition,
  keepTables,
  nameKey,
  nameOf,
  type Partition,
  partitionsOf,
  type QualifiedName,
  sameValue,
  type Schema,
  type Table,
} from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { adoptPartitions } from "../adopt/adoptPartitions.ts";
import { type OwnerOf } from "../order/cycles.ts";
import { partitionKeyChanged } from "../errors.ts";
import { type TableChange } from "../table/tables.ts";

/** The tables that go, without the partitions that stay because nobody speaks of them while their table stays. */
export function goingTables(before: Schema, after: Schema): readonly Table[] {
  const names = new Set(after.tables.map(nameKey));
  const going = before.tables.filter((table) => !names.has(nameKey(table)));
  return speaksOfAll(after) ? going : keepTables(going, () => true);
}

export function speaksOfAll({ unsaid = [] }: Schema): boolean {
  return !unsaid.includes("partitions");
}

/**
 * The schema with those partitions of the other that it does not speak of, and divided as that is; any schema that speaks of all of
 * them as it is.
 */
export function adoptDivision(other: Schema, schema: Schema): Schema {
  if (speaksOfAll(schema)) return schema;
  const names = new Set(schema.tables.map(nameKey));
  const tables = adoptPartitions(other, schema.tables);
  const more = other.tables.filter((table) => isPartition(table) && !names.has(nameKey(table)));
  return { ...schema, tables: keepTables([...tables, ...more], () => true) };
}

/** The partitions of a table that is made or dropped, as it carries them. */
export function partitionsWith(
  table: Table,
  tables: readonly Table[],
): { partitions?: readonly Partition[] } {
  const partitions = partitionsOf(table, tables);
  return partitions.length === 0 ? {} : { partitions };
}

/** Tables that are made or dropped together. */
export interface Bundled {
  /** Without the partitions that come and go with the table that they are a part of. */
  readonly wholes: readonly Table[];
  /** Those partitions without their own foreign keys, … */
  readonly inner: readonly Table[];
  /** … which may point anywhere, and so come after all tables. */
  readonly keys: readonly { readonly table: Table; readonly key: ForeignKey }[];
  readonly ownerOf: OwnerOf;
}

export function bundled(tables: readonly Table[]): Bundled {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  const parentOf = ({ partitionOf }: Table): Table | undefined =>
    partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
  const ownerOf = (name: QualifiedName): string => {
    const table = byName.get(nameKey(name));
    const parent = table === undefined ? undefined : parentOf(table);
    return parent === undefined ? nameKey(name) : ownerOf(parent);
  };
  const inner = tables.filter((table) => parentOf(table) !== undefined);
  return {
    wholes: tables.filter((table) => parentOf(table) === undefined),
    inner: inner.map((table) => ({ ...table, foreignKeys: [] })),
    keys: inner.flatMap((table) => table.foreignKeys.map((key) => ({ table, key }))),
    ownerOf,
  };
}

/** The operations for partitions that come to a table that stays, or go from one. `all` holds those that they have themselves. */
export function createPartition(partition: Partition, all: readonly Table[]): Operation {
  return { kind: "createPartition", partition, ...partitionsWith(partition, all) };
}

export function dropPartition(partition: Partition, all: readonly Table[]): Operation {
  const table = partition.partitionOf.table;
  return {
    kind: "dropPartition",
    table,
    name: nameOf(partition),
    partition,
    ...partitionsWith(partition, all),
  };
}

/**
 * What changes about how a table is divided: a partition can hold other rows. Throws `partition-key-changed`, for
 * which PostgreSQL has no ALTER.
 */
export function alterPartition({
  before,
  after,
}: Pick<TableChange, "before" | "after">): readonly Operation[] {
  if (!isDividedAlike(before, after)) throw partitionKeyChanged(before, after);
  if (!isPartition(before) || !isPartition(after)) return [];
  if (holdsSameRows(before, after)) return [];
  const [from, to] = [before.partitionOf.bound, after.partitionOf.bound];
  const { table } = after.partitionOf;
  return [{ kind: "alterPartition", table, name: nameOf(after), bound: { from, to } }];
}

export function holdsSameRows(before: Partition, after: Partition): boolean {
  return sameValue(sortedBound(before.partitionOf.bound), sortedBound(after.partitionOf.bound));
}

/** No column of the key can take another type or collation either (ATPrepAlterColumnType in PostgreSQL's tablecmds.c). */
export function isDividedAlike(before: Table, after: Table): boolean {
  if (!sameValue(before.partitionBy, after.partitionBy)) return false;
  return keyColumns(after).every((key) => {
    const [was, is] = [before, after].map(({ columns }) => columns.find(({ name }) => name === key));
    if (was === undefined || is === undefined) return true;
    return sameValue(was.type, is.type) && was.collation === is.collation;
  });
}

/** The columns by which a table is divided, beside expressions. */
export function keyColumns({ partitionBy }: Table): readonly string[] {
  return (partitionBy?.elements ?? []).flatMap((one) => (one.kind === "column" ? [one.column] : []));
}

/** The values of a list stand in no order. */
function sortedBound(bound: Partition["partitionOf"]["bound"]): unknown {
  if (bound.kind !== "list") return bound;
  return bound.values.map((value) => value.canonical ?? value.written ?? "").sort();
}

/** The change of each table, where a partition's columns change as those of the table do that it is a part of. */
export function withPartitionColumns(changes: readonly TableChange[]): readonly TableChange[] {
  const byName = new Map(changes.map((change) => [nameKey(change.after), change]));
  const rootOf = (change: TableChange): TableChange => {
    const table = change.after.partitionOf?.table;
    const parent = table === undefined ? undefined : byName.get(nameKey(table));
    return parent === undefined ? change : rootOf(parent);
  };
  return changes.map((change) => {
    const { remade, removed, retyped, carried } = rootOf(change);
    if (change.after.partitionOf === undefined) return change;
    return { ...change, remade: new Set([...remade, ...removed.map(({ name }) => name)]), retyped, carried };
  });
}
