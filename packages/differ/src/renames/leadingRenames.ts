import { isRename, type Operation } from "@limbeck/operations";

import { goesFirst } from "./goingFirst.ts";

/** The renames with which a list of operations begins, with the schemas that they move to. */
export function leadingRenames(operations: readonly Operation[]): readonly Operation[] {
  const leads = (op: Operation): boolean => isRename(op) || op.kind === "createSchema" || goesFirst(op);
  const end = operations.findIndex((op) => !leads(op));
  return (end < 0 ? operations : operations.slice(0, end)).filter((op) => !goesFirst(op));
}
