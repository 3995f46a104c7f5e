import { type ForeignKey, isPartition, nameKey, nameOf, type Schema, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Between } from "./between.ts";
import { movesBetween } from "./movedPartitions.ts";
import { holdsSameRows } from "./partitions.ts";

/**
 * The operations between two schemas, where a partition is detached from a table and attached to it again: foreign keys that point at that table
 * go before and come after, as PostgreSQL detaches no partition of which they point at a row (RI_PartitionRemove_Check in ri_triggers.c).
 */
export function aroundKeysOnMoved(before: Schema, after: Schema, between: Between): readonly Operation[] {
  const left = tablesLeft(before, after);
  if (left.size === 0) return between(before, after);
  const isOver = ({ references }: ForeignKey): boolean => left.has(nameKey(references.table));
  return [
    ...keysOf(before, isOver).map(({ table, key: definition }): Operation => ({
      kind: "dropForeignKey",
      table: nameOf(table),
      name: definition.name,
      definition,
    })),
    ...between(withoutKeys(before, isOver), withoutKeys(after, isOver)),
    ...keysOf(after, isOver).map(({ table, key: definition }): Operation => ({
      kind: "createForeignKey",
      table: nameOf(table),
      definition,
    })),
  ];
}

type IsOver = (key: ForeignKey) => boolean;

function keysOf({ tables }: Schema, isOver: IsOver) {
  return tables.flatMap((table) => table.foreignKeys.filter(isOver).map((key) => ({ table, key })));
}

function withoutKeys(schema: Schema, isOver: IsOver): Schema {
  const without = (table: Table): Table => ({
    ...table,
    foreignKeys: table.foreignKeys.filter((key) => !isOver(key)),
  });
  return { ...schema, tables: schema.tables.map(without) };
}

/** The keys of the tables that rows leave with a partition, and come back to. */
function tablesLeft(before: Schema, after: Schema): ReadonlySet<string> {
  const [old, now] = [byName(before), byName(after)];
  const moves = movesBetween(before, after);
  const moved = new Set(moves.map(({ after: table }) => nameKey(table)));
  const shifted = after.tables.filter((table) => {
    const was = old.get(nameKey(table));
    if (was === undefined || !isPartition(was) || !isPartition(table)) return false;
    return moved.has(nameKey(table)) || !holdsSameRows(was, table);
  });
  return new Set(
    shifted.flatMap((table) => {
      const were = new Set(above(old.get(nameKey(table)), old));
      return above(table, now).filter((key) => were.has(key));
    }),
  );
}

function byName({ tables }: Schema): ReadonlyMap<string, Table> {
  return new Map(tables.map((table) => [nameKey(table), table]));
}

/** The keys of the tables that a partition is a part of. */
function above(table: Table | undefined, tables: ReadonlyMap<string, Table>): readonly string[] {
  if (table === undefined || !isPartition(table)) return [];
  const { table: name } = table.partitionOf;
  return [nameKey(name), ...above(tables.get(nameKey(name)), tables)];
}
