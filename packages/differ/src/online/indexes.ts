import { type CreateIndex, type DropIndex, type Operation } from "@limbeck/operations";

import { onPartitions } from "./partitions.ts";
import { type Kitchen } from "./kitchen.ts";

/** Built while the table is written to (IX01 of the safety rules). */
export function createIndex(op: CreateIndex, kitchen: Kitchen): readonly Operation[] {
  const { standing } = kitchen;
  if (standing.hasWhole(op.table)) return [{ ...op, concurrently: true }];
  return standing.has(op.table) ? onPartitions(op, kitchen) : [op];
}

/** Dropped without making the table's queries wait (IX02). */
export function dropIndex(op: DropIndex, { standing }: Kitchen): readonly Operation[] {
  return [standing.hasWhole(op.table) ? { ...op, concurrently: true } : op];
}
