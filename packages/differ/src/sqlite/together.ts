import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { tableOf } from "./tableOf.ts";

/**
 * Renames with what else changes behind them. Views and triggers that go do so before the renames, as they were: on the way back they
 * come again when everything has its old name. A constraint has its name in its table, and takes another where that is made anew.
 */
export function withRenamesOnSqlite(
  renames: readonly Operation[],
  changes: readonly Operation[],
  start: Schema,
): readonly Operation[] {
  const first = changes.findIndex((op) => op.kind !== "dropView" && op.kind !== "dropTrigger");
  const end = first < 0 ? changes.length : first;
  const constraints = renames.filter(({ kind }) => kind === "renameConstraint");
  return [
    ...changes.slice(0, end).map((op) => asItWas(op, start)),
    ...renames.filter((op) => !constraints.includes(op)),
    ...atTheirTables(constraints, changes.slice(end)),
  ];
}

/** A trigger is on a table, and may be told of columns, that had other names at the start. */
function asItWas(op: Operation, { triggers }: Schema): Operation {
  const trigger = op.kind === "dropTrigger" ? triggers.find(({ name }) => name === op.name) : undefined;
  return trigger === undefined
    ? op
    : { kind: "dropTrigger", table: trigger.table, name: trigger.name, trigger };
}

function atTheirTables(
  constraints: readonly Operation[],
  changes: readonly Operation[],
): readonly Operation[] {
  const places = constraints.map((op) => changes.findIndex((change) => tableOf(change) === tableOf(op)));
  return [
    ...constraints.filter((_, at) => places[at] === -1),
    ...changes.flatMap((change, at) => [...constraints.filter((_, one) => places[one] === at), change]),
  ];
}
