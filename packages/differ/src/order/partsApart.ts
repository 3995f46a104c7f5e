import { type Default, nameKey, nameOf, type PartitionColumn, type Table } from "@limbeck/model";
import { type AlterColumn, withOwnColumns } from "@limbeck/operations";

import { type Apart, apart } from "./apart.ts";
import { defaultCalls } from "../function/heldDefaults.ts";
import { type FunctionsOver } from "../function/selfReading.ts";

/**
 * Takes out of tables that are made or dropped together what calls functions over them, or over the tables that they are a part of, which come
 * with them: also the defaults that a partition has otherwise. `all` are those that are there too.
 */
export function partsApart(
  tables: readonly Table[],
  over: FunctionsOver,
  all: readonly Table[],
): (table: Table) => Apart {
  const byName = new Map(all.map((table) => [nameKey(table), table]));
  const together = new Set(tables.map(nameKey));
  return (whole) => {
    const above = tablesAbove(whole, byName);
    const own = [whole, ...above.filter((table) => together.has(nameKey(table)))];
    const functions = new Set(own.flatMap((table) => [...over(table)]));
    const { table, create, drop } = apart(whole, functions);
    const late = (table.partitionColumns ?? []).filter((column) => isLate(column, above, functions));
    if (late.length === 0) return { table, create, drop };
    return {
      table: withoutDefaults(table, late),
      create: [...late.map((column) => alter(table, above, column, false)), ...create],
      drop: [...drop, ...late.map((column) => alter(table, above, column, true))],
    };
  };
}

/** From the nearest on. */
function tablesAbove({ partitionOf }: Table, byName: ReadonlyMap<string, Table>): readonly Table[] {
  const above = partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
  return above === undefined ? [] : [above, ...tablesAbove(above, byName)];
}

/** A default that a table above gets later would be handed down over one that is there, or over none. */
function isLate(
  { name, default: value }: PartitionColumn,
  above: readonly Table[],
  functions: ReadonlySet<string>,
): boolean {
  if (value === undefined) return false;
  const handed = above.map((table) => defaultIn(table, name));
  return [value, ...handed].some((one) => defaultCalls(one, functions));
}

function defaultIn({ columns, partitionColumns = [] }: Table, column: string): Default | null | undefined {
  return [...columns, ...partitionColumns].find(({ name }) => name === column)?.default;
}

function withoutDefaults(table: Table, late: readonly PartitionColumn[]): Table {
  const names = new Set(late.map(({ name }) => name));
  const columns = (table.partitionColumns ?? []).flatMap(({ default: value, ...own }) => {
    if (!names.has(own.name)) return [value === undefined ? own : { ...own, default: value }];
    return Object.keys(own).length === 1 ? [] : [own];
  });
  return withOwnColumns(table, columns);
}

/** Said also where it has none, because it may have been handed one down. */
function alter(
  partition: Table,
  above: readonly Table[],
  { name, default: value = null }: PartitionColumn,
  ends: boolean,
): AlterColumn {
  return {
    kind: "alterColumn",
    table: nameOf(partition),
    column: name,
    changes: { default: ends ? { from: value, to: null } : { from: null, to: value } },
    above: { tables: above.map(nameOf), ends },
  };
}
