import { type Operation, type OperationKind, operations as all } from "@limbeck/operations";

/** A name that has to be quoted. */
export const ODD = { schema: "My Schema", name: 'a"b' };

/** An operation of a kind, made by its directive. */
export const say = <K extends OperationKind>(
  kind: K,
  ...args: Parameters<(typeof all)[K]["directive"]>
): Operation => {
  // The row's directive takes the row's arguments; a union of rows forgets that.
  const directive = all[kind].directive as (...values: typeof args) => Operation;
  return directive(...args);
};
