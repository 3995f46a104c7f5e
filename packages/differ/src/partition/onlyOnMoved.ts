import { type Index, isPartition, nameKey, nameOf, type Schema, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Between } from "./between.ts";
import { movesBetween } from "./movedPartitions.ts";

/**
 * The operations between two schemas, where a partition is attached to a table with an index that was made with ONLY: that goes before and comes
 * after, as PostgreSQL gives a part of it to whatever is attached (AttachPartitionEnsureIndexes in tablecmds.c).
 */
export function aroundOnlyOnMoved(before: Schema, after: Schema, between: Between): readonly Operation[] {
  if (!hasOnly(before) && !hasOnly(after)) return between(before, after);
  const over = tablesOver(before, after);
  const [going, coming] = [onlyIn(before, over), onlyIn(after, over)];
  if (going.length + coming.length === 0) return between(before, after);
  return [
    ...going.map(({ table, index: definition }): Operation => ({
      kind: "dropIndex",
      table,
      name: definition.name,
      definition,
    })),
    ...between(withoutOnly(before, over), withoutOnly(after, over)),
    ...coming.map(({ table, index: definition }): Operation => ({ kind: "createIndex", table, definition })),
  ];
}

/** The keys of what is attached and detached, and of the tables that it is a part of on either side. */
function tablesOver(before: Schema, after: Schema): ReadonlySet<string> {
  const moved = movesBetween(before, after);
  return new Set([
    ...moved.flatMap((move) => withAbove(move.before, before)),
    ...moved.flatMap((move) => withAbove(move.after, after)),
  ]);
}

function withAbove(table: Table, schema: Schema): readonly string[] {
  if (!isPartition(table)) return [nameKey(table)];
  const key = nameKey(table.partitionOf.table);
  const above = schema.tables.find((one) => nameKey(one) === key);
  return [nameKey(table), ...(above === undefined ? [] : withAbove(above, schema))];
}

const isOnly = (index: Index): boolean => index.only === true;

function hasOnly({ tables }: Schema): boolean {
  return tables.some(({ indexes }) => indexes.some(isOnly));
}

function onlyIn({ tables }: Schema, over: ReadonlySet<string>) {
  return tables
    .filter((table) => over.has(nameKey(table)))
    .flatMap((table) => table.indexes.filter(isOnly).map((index) => ({ table: nameOf(table), index })));
}

function withoutOnly(schema: Schema, over: ReadonlySet<string>): Schema {
  const without = (table: Table): Table =>
    over.has(nameKey(table)) ? { ...table, indexes: table.indexes.filter((index) => !isOnly(index)) } : table;
  return { ...schema, tables: schema.tables.map(without) };
}
