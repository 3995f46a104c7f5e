import { type Column } from "@limbeck/model";
import { type AddColumn, type DropColumn, type Operation } from "@limbeck/operations";

import { defaultCalls } from "./heldDefaults.ts";
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
  if (op.kind === "addColumn" && defaultCalls(op.column.default, over.made(op.table)))
    return added(op, op.column);
  if (op.kind === "dropColumn" && defaultCalls(op.column?.default, over.gone(op.table)))
    return removed(op, op.column);
  return [op];
}

function bare({ default: _, ...column }: Column): Column {
  return { ...column, nullable: true };
}

function added({ table }: AddColumn, column: Column): readonly Operation[] {
  const { name, nullable, default: value } = column;
  if (value === undefined || value.kind === "serial") return [];
  const alter = { kind: "alterColumn", table, column: name } as const;
  return [
    { kind: "addColumn", table, column: bare(column) },
    { ...alter, changes: { default: { from: null, to: value } } },
    { kind: "backfill", table, column: name, value },
    ...(nullable ? [] : [{ ...alter, changes: { nullable: { from: true, to: false } } }]),
  ];
}

function removed({ table, name }: DropColumn, column: Column | undefined): readonly Operation[] {
  if (column?.default === undefined) return [];
  const alter = { kind: "alterColumn", table, column: name } as const;
  return [
    ...(column.nullable ? [] : [{ ...alter, changes: { nullable: { from: false, to: true } } }]),
    { ...alter, changes: { default: { from: column.default, to: null } } },
    { kind: "dropColumn", table, name, column: bare(column) },
  ];
}
