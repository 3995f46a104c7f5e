import { type Dialect, nameKey, type QualifiedName, sameName } from "@limbeck/model";

import { hazards } from "./derive.ts";
import { type Hazard } from "./hazard.ts";
import { type Operation } from "./operations.ts";
import { onSqlite } from "./rebuild/hazards.ts";
import { madeAnew } from "./rebuild/madeAnew.ts";

/**
 * What a reviewer must know of each operation of a list. Unlike `hazards` of one, it knows that a table that the list has
 * just made holds no rows on which anything could fail, a column that it has just added nothing but NULL, one that it
 * has filled no NULL, and that a table whose rows it has copied can go without them.
 */
export function hazardsAmong(
  operations: readonly Operation[],
  dialect: Dialect,
): readonly (readonly Hazard[])[] {
  const seen: Operation[] = [];
  return amongRows(operations, dialect).map((found, at) => {
    const op = operations[at];
    if (op === undefined) return found;
    const anew = MADE_ANEW[dialect](op, seen);
    seen.push(op);
    const left = isCopied(operations, at) ? found.filter(({ code }) => code !== "loses-table") : found;
    return [...left, ...anew];
  });
}

const MADE_ANEW = { postgres: () => [], sqlite: madeAnew } satisfies Record<
  Dialect,
  (op: Operation, before: readonly Operation[]) => readonly Hazard[]
>;

const SPOKEN = { postgres: (found) => found, sqlite: onSqlite } satisfies Record<
  Dialect,
  (found: readonly Hazard[], op: Operation) => readonly Hazard[]
>;

function amongRows(operations: readonly Operation[], dialect: Dialect): readonly (readonly Hazard[])[] {
  const emptyTables = new Set<string>();
  const emptyColumns = new Set<string>();
  const filled = new Set<string>();
  return operations.map((op) => {
    const found = SPOKEN[dialect](hazards(op), op);
    noteRows(op, emptyTables);
    if (op.kind === "addColumn" && isEmpty(op)) emptyColumns.add(columnKey(op.table, op.column.name));
    if (op.kind === "backfill") filled.add(columnKey(op.table, op.column));
    const table = "table" in op && "name" in op.table ? op.table : undefined;
    if (table === undefined) return found;
    if (op.kind === "alterColumn" && filled.has(columnKey(table, op.column)))
      return found.filter(({ code }) => code !== "fails-on-nulls");
    const onEmpty =
      emptyTables.has(nameKey(table)) ||
      columnsOf(op).some((column) => emptyColumns.has(columnKey(table, column)));
    return onEmpty ? found.filter(({ code }) => !needsRows(code)) : found;
  });
}

/** Whether one of these operations drops a table whose rows another one has copied before. */
export function isCopied(operations: readonly Operation[], at: number): boolean {
  const op = operations[at];
  if (op?.kind !== "dropTable") return false;
  const copy = operations.findIndex((one) => one.kind === "copyRows" && sameName(one.from, op.name));
  return copy >= 0 && copy < at;
}

function noteRows(op: Operation, emptyTables: Set<string>): void {
  if (comesEmpty(op)) emptyTables.add(nameKey(op.table));
  if (op.kind === "copyRows") emptyTables.delete(nameKey(op.to));
}

/** What may have been there before may have rows. */
function comesEmpty(op: Operation): op is Extract<Operation, { readonly kind: "createTable" }> {
  return op.kind === "createTable" && op.ifNotExists !== true;
}

/** What hurts only where there are rows. */
function needsRows(code: Hazard["code"]): boolean {
  return code.startsWith("fails-on-") || code === "rewrites-table" || code === "rounds-values";
}

function isEmpty({ column, ifNotExists }: Extract<Operation, { readonly kind: "addColumn" }>): boolean {
  const { nullable, default: value, identity, generated } = column;
  if (ifNotExists === true) return false;
  return nullable && value === undefined && identity === undefined && generated === undefined;
}

function columnKey(table: QualifiedName, column: string): string {
  return `${nameKey(table)} ${column}`;
}

/** The columns of a key: where one of them is NULL, nothing repeats and nothing points nowhere. */
function columnsOf(op: Operation): readonly string[] {
  if (op.kind === "createForeignKey" && op.definition.match !== "full") return op.definition.columns;
  if (op.kind === "createUnique" && op.definition.nullsNotDistinct !== true) return op.definition.columns;
  return [];
}
