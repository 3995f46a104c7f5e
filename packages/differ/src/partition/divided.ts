import { nameKey, nameOf, type QualifiedName, sameValue, type Schema, type Table } from "@limbeck/model";
import { describe, type Operation, readsColumn, type Ref, ref } from "@limbeck/operations";

import { columnDividesTable } from "../errors.ts";
import { type Stays } from "../refusal.ts";

/** Two schemas, of which one becomes the other. */
interface Sides {
  readonly before: Schema;
  readonly after: Schema;
}

/** By column of a table, what is divided by it and stays so: the table itself, or a partition of it on any level. */
export type Dividing = ReadonlyMap<Ref, QualifiedName>;

export function dividing({ before, after }: Sides): Dividing {
  const divided = before.tables.filter(({ partitionBy }) => partitionBy !== undefined);
  if (divided.length === 0) return new Map();
  const [old, now] = [byKey(before), byKey(after)];
  const staying = divided.filter((table) =>
    sameValue(now.get(nameKey(table))?.partitionBy, table.partitionBy),
  );
  return new Map(staying.flatMap((table) => columnsDividing(table, old)));
}

/** A partition's columns are those of the table that it is a part of. */
function columnsDividing(
  table: Table,
  tables: ReadonlyMap<string, Table>,
): readonly (readonly [Ref, QualifiedName])[] {
  const root = rootOf(table, tables);
  const columns = root.columns.filter(({ name }) => dividesBy(table, name));
  return columns.map(({ name }) => [ref.column(root, name), nameOf(table)]);
}

function dividesBy({ name, partitionBy }: Table, column: string): boolean {
  return (partitionBy?.elements ?? []).some((one) =>
    one.kind === "column" ? one.column === column : readsColumn(one.expression, name, column),
  );
}

function rootOf(table: Table, tables: ReadonlyMap<string, Table>): Table {
  const above = table.partitionOf === undefined ? undefined : tables.get(nameKey(table.partitionOf.table));
  return above === undefined ? table : rootOf(above, tables);
}

function byKey({ tables }: Schema): ReadonlyMap<string, Table> {
  return new Map(tables.map((table) => [nameKey(table), table]));
}

/**
 * Refuses what gives another type to a column by which something is divided, or takes it away: the server would (ATPrepAlterColumnType and
 * ATExecDropColumn in PostgreSQL's tablecmds.c). Errors: `partition-key-changed`.
 */
export function refuseDivided(operations: readonly Operation[], sides: Sides): void {
  const keys = dividing(sides);
  if (keys.size === 0) return;
  for (const op of operations) {
    for (const { table, column } of retyped(op)) {
      const divided = keys.get(ref.column(table, column));
      if (divided !== undefined)
        throw columnDividesTable(divided, column, describe(op), staying(op, { table, column }));
    }
  }
}

/** What asks for the change: the column itself, or a type that is made anew. */
function staying(op: Operation, { table, column }: ColumnOf): Stays {
  return "uses" in op ? { kind: "type", name: op.name } : { kind: "column", name: table, column };
}

/** A column by its name. */
export interface ColumnOf {
  readonly table: QualifiedName;
  readonly column: string;
}

function retyped(op: Operation): readonly ColumnOf[] {
  if (op.kind === "alterColumn") return op.changes.type === undefined ? [] : [op];
  if (op.kind === "dropColumn") return [{ table: op.table, column: op.name }];
  return "uses" in op ? op.uses.columns.filter(({ stays }) => stays !== true) : [];
}
