import { type Column } from "@limbeck/model";
import { type AddColumn, type DropColumn, type Operation } from "@limbeck/operations";

import { columnChanges } from "../table/columns.ts";
import { defaultCalls } from "./heldDefaults.ts";
import { withPlainNotNull } from "../table/notNull.ts";
import { type FunctionsOver } from "./selfReading.ts";

/** Which functions that come, and which that go, need a table. */
export interface FunctionsOverBoth {
  readonly made: FunctionsOver;
  readonly gone: FunctionsOver;
}

/**
 * A column with a default that calls a function over its own table, where the function comes with it: the column, the function, the
 * default, and then what the default would have given to the rows that are there. The other way round where both go.
 */
export function lateDefault(op: Operation, over: FunctionsOverBoth): readonly Operation[] {
  if (op.kind === "addColumn" && defaultCalls(op.column.default, over.made(op.table))) return added(op);
  if (op.kind === "dropColumn" && defaultCalls(op.column?.default, over.gone(op.table))) return removed(op);
  return [op];
}

/** Without its default, and allowing NULL. */
function bare(column: Column): Column {
  return { ...withPlainNotNull(withoutDefault(column)), nullable: true };
}

function withoutDefault({ default: _, ...column }: Column): Column {
  return column;
}

function added(op: AddColumn): readonly Operation[] {
  const { table, column } = op;
  const { name, default: value } = column;
  if (value === undefined || value.kind === "serial") return [];
  const alter = { kind: "alterColumn", table, column: name } as const;
  return [
    { ...op, column: bare(column) },
    { ...alter, changes: { default: { from: null, to: value } } },
    { kind: "backfill", table, column: name, value },
    ...(column.nullable ? [] : [{ ...alter, changes: columnChanges(bare(column), withoutDefault(column)) }]),
  ];
}

function removed(op: DropColumn): readonly Operation[] {
  const { table, name, column } = op;
  if (column?.default === undefined) return [];
  const alter = { kind: "alterColumn", table, column: name } as const;
  return [
    ...(column.nullable ? [] : [{ ...alter, changes: columnChanges(withoutDefault(column), bare(column)) }]),
    { ...alter, changes: { default: { from: column.default, to: null } } },
    { ...op, column: bare(column) },
  ];
}
