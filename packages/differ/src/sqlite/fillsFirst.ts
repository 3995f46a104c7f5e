import { isRename, type Operation } from "@limbeck/operations";

import { tableOf } from "./tableOf.ts";

/**
 * The same steps with the columns that rows have to be filled in, and their filling, ahead of what else changes in their table: what is
 * left behind them is one rebuild instead of one before each and one after it. What has a new name is filled under that.
 */
export function fillsFirst(operations: readonly Operation[]): readonly Operation[] {
  const runs: Operation[][] = [];
  for (const op of operations) {
    const last = runs.at(-1);
    if (isChange(op) && isChange(last?.[0]) && tableOf(op) === tableOf(last?.[0])) last?.push(op);
    else runs.push([op]);
  }
  return runs.flatMap(inOrder);
}

function isChange(op: Operation | undefined): boolean {
  return op !== undefined && tableOf(op) !== undefined && !isRename(op);
}

function inOrder(run: readonly Operation[]): readonly Operation[] {
  const filled = new Set(run.flatMap((op) => (op.kind === "backfill" ? [op.column] : [])));
  if (filled.size === 0) return run;
  // A column that comes in the place of one that goes has to wait for that.
  for (const op of run) if (op.kind === "dropColumn") filled.delete(op.name);
  const ahead = run.filter(
    (op) =>
      (op.kind === "addColumn" && filled.has(op.column.name)) ||
      (op.kind === "backfill" && filled.has(op.column)),
  );
  return [...ahead, ...run.filter((op) => !ahead.includes(op))];
}
