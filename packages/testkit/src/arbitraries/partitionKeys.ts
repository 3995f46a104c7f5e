import { type IndexPart, nameOf, type Partition, type Table } from "@limbeck/model";

/** The table, whose partitions that are not divided have a key on their part of each index. */
export function withKeys(table: Table, partitions: readonly Partition[]): Table {
  const parts = partitions
    .filter((one) => one.partitionBy === undefined && one.partitionOf.table.name === table.name)
    .map((one): IndexPart => ({ table: nameOf(one), name: `${one.name} key`, key: "unique" }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return parts.length === 0 ? table : { ...table, indexes: table.indexes.map((one) => ({ ...one, parts })) };
}
