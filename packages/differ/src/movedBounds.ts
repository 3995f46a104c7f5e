import { nameKey } from "@limbeck/model";
import { type Operation, partitionBoundInput } from "@limbeck/operations";

/**
 * The operations where those partitions of a table that are to hold other rows are all detached before the first is attached again: what
 * the one is to hold, the other may hold until then.
 */
export function detachedFirst(operations: readonly Operation[]): readonly Operation[] {
  const moved = operations.flatMap((op) => (op.kind === "alterPartition" ? [nameKey(op.table)] : []));
  const several = new Set(moved.filter((table, at) => moved.indexOf(table) !== at));
  return operations.flatMap((op): readonly Operation[] => {
    if (op.kind !== "alterPartition" || !several.has(nameKey(op.table))) return [op];
    const { table, name } = op;
    const { from, to } = op.bound;
    if (from === undefined) return [op];
    return [
      { kind: "detachPartition", table, name, bound: partitionBoundInput(from), moves: true },
      { kind: "attachPartition", table, name, bound: to, moves: true },
    ];
  });
}
