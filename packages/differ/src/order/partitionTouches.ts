import { isPartition, nameKey, nameOf, type QualifiedName, type Schema } from "@limbeck/model";
import { type Operation, touches, type Touches } from "@limbeck/operations";

import { groupBy } from "../groups.ts";

/**
 * What operations touch, where a column that changes in a table changes in its partitions too: a function may read it there. Without functions,
 * nothing has to know.
 */
export function partitionTouches(before: Schema, after: Schema): (op: Operation) => Touches {
  const tables = [...before.tables, ...after.tables];
  if (before.functions.length + after.functions.length === 0) return touches;
  const below = groupBy(
    tables.flatMap((table) =>
      isPartition(table) ? [{ table, above: nameKey(table.partitionOf.table) }] : [],
    ),
    ({ above }) => above,
  );
  const inner = (table: QualifiedName): readonly QualifiedName[] =>
    (below.get(nameKey(table)) ?? []).flatMap(({ table: one }) => [nameOf(one), ...inner(one)]);
  return (op) => {
    if (op.kind !== "addColumn" && op.kind !== "dropColumn" && op.kind !== "alterColumn") return touches(op);
    return inner(op.table)
      .map((table) => touches({ ...op, table }))
      .reduce(both, touches(op));
  };
}

/** What is needed stays what the table needs. */
function both(own: Touches, partition: Touches): Touches {
  return {
    ...own,
    makes: [...own.makes, ...partition.makes],
    breaks: [...own.breaks, ...partition.breaks],
  };
}
