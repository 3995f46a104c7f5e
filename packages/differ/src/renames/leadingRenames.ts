import { isRename, type Operation } from "@limbeck/operations";

import { dropsView } from "./together.ts";

/** The renames with which a list of operations begins, with the schemas that they move to. */
export function leadingRenames(operations: readonly Operation[]): readonly Operation[] {
  const goes = (op: Operation): boolean => dropsView(op) || op.kind === "dropTrigger";
  const leads = (op: Operation): boolean => isRename(op) || op.kind === "createSchema" || goes(op);
  const end = operations.findIndex((op) => !leads(op));
  return (end < 0 ? operations : operations.slice(0, end)).filter((op) => !goes(op));
}
