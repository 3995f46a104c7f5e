import { type Operation } from "@limbeck/operations";

import { keyOnPartitions } from "./partitions.ts";
import { type Kitchen, type Of } from "./kitchen.ts";

/** The index is built concurrently, and made a constraint in an instant (CN01 and CN02 of the safety rules). */
export function createKey(
  op: Of<"createUnique" | "createPrimaryKey">,
  kitchen: Kitchen,
): readonly Operation[] {
  const { standing } = kitchen;
  // No CREATE INDEX builds what stands behind a key over time.
  if (op.definition.withoutOverlaps === true || !standing.has(op.table)) return [op];
  return standing.hasWhole(op.table) ? [{ ...op, concurrently: true }] : keyOnPartitions(op, kitchen);
}
