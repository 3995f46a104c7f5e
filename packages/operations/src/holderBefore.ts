import { type QualifiedName, sameName } from "@limbeck/model";

import { type Holder } from "./hazard.ts";
import { type Operation } from "./operations.ts";
import { movedTo } from "./table/moved.ts";
import { besideTable } from "./table/touches.ts";

/**
 * What a table or column is called before these operations have run; absent if they make it, so that it holds nothing yet. What
 * `execute` and `run` rename or make is not known.
 */
export function holderBefore(holder: Holder, operations: readonly Operation[]): Holder | undefined {
  let before = holder;
  for (const op of operations.toReversed()) {
    if (makes(op, before)) return undefined;
    before = back(op, before);
  }
  return before;
}

function makes(op: Operation, { table, column }: Holder): boolean {
  if (op.kind === "addColumn") return column === op.column.name && sameName(table, op.table);
  return tablesMade(op).some((made) => sameName(table, made));
}

function tablesMade(op: Operation): readonly QualifiedName[] {
  if (op.kind === "createTable") return [op.table, ...(op.partitions ?? [])];
  if (op.kind === "createPartition") return [op.partition, ...(op.partitions ?? [])];
  return [];
}

/** The holder before one operation that leaves what it holds as it is. */
function back(op: Operation, holder: Holder): Holder {
  const { table, column } = holder;
  if (op.kind === "alterColumn") {
    const renamed = column !== undefined && column === op.changes.name?.to && sameName(table, op.table);
    return renamed ? { table, column: op.column } : holder;
  }
  const target = targetOf(op);
  return target !== undefined && sameName(table, target.to) ? { ...holder, table: target.from } : holder;
}

function targetOf(op: Operation): { readonly from: QualifiedName; readonly to: QualifiedName } | undefined {
  if (op.kind === "renameTable") return { from: op.table, to: besideTable(op.table, op.to) };
  if (op.kind === "setTableSchema") return { from: op.table, to: movedTo(op.table, op.to) };
  return undefined;
}
