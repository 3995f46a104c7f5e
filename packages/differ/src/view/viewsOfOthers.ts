import { nameKey } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { dropsView } from "../renames/together.ts";

/**
 * The operations, where a view that goes and comes again was made by hand, by `nameKey`: a database that has none, as one that only
 * revisions have made, does without.
 */
export function whereOthersStand(
  operations: readonly Operation[],
  others: ReadonlySet<string>,
): readonly Operation[] {
  if (others.size === 0) return operations;
  return operations.map((op) => {
    if (dropsView(op))
      return op.keepRights === true && others.has(nameKey(op.name)) ? { ...op, ifThere: true } : op;
    if (op.kind !== "createView" && op.kind !== "createMaterializedView") return op;
    return op.keepRights === true && others.has(nameKey(op.view)) ? { ...op, ifThere: true } : op;
  });
}
