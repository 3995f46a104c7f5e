import { sameName } from "@limbeck/model";

import { type Operation } from "../operations.ts";
import { type ColumnChanges } from "./changes.ts";

const OF_NOT_NULL: ReadonlySet<string> = new Set<keyof ColumnChanges>([
  "nullable",
  "notNullName",
  "notNullNotValid",
  "notNullNoInherit",
  "notNullOnConflict",
]);

/** The operations without those that take NOT NULL from a column that the next one drops. */
export function withoutNeedless(ops: readonly Operation[]): readonly Operation[] {
  return ops.filter((op, at) => {
    const next = ops[at + 1];
    if (op.kind !== "alterColumn" || next?.kind !== "dropColumn" || !onlyLoosens(op.changes)) return true;
    return op.column !== next.name || !sameName(op.table, next.table);
  });
}

function onlyLoosens(changes: ColumnChanges): boolean {
  return changes.nullable?.to === true && Object.keys(changes).every((key) => OF_NOT_NULL.has(key));
}
