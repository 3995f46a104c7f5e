import { type Operation } from "@limbeck/operations";

import { type Kitchen, type Of } from "./kitchen.ts";

/** The index is built concurrently, and made a constraint in an instant (CN01 and CN02 of the safety rules). */
export function createKey(
  op: Of<"createUnique" | "createPrimaryKey">,
  { standing }: Kitchen,
): readonly Operation[] {
  // No CREATE INDEX builds what stands behind a key over time.
  const builds = op.definition.withoutOverlaps !== true && standing.hasWhole(op.table);
  return [builds ? { ...op, concurrently: true } : op];
}
