import { type CreateIndex, type DropIndex, type Operation } from "@limbeck/operations";

import { type Kitchen } from "./kitchen.ts";

/** Built while the table is written to (IX01 of the safety rules). Not on a partitioned table, which has no such way. */
export function createIndex(op: CreateIndex, { standing }: Kitchen): readonly Operation[] {
  return [standing.hasWhole(op.table) ? { ...op, concurrently: true } : op];
}

/** Dropped without making the table's queries wait (IX02). */
export function dropIndex(op: DropIndex, { standing }: Kitchen): readonly Operation[] {
  return [standing.hasWhole(op.table) ? { ...op, concurrently: true } : op];
}
