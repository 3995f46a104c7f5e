import { comparable, type Index, isPartition, nameKey, type Schema, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type WithoutForeignKeys } from "../plan.ts";

/*
 * An index that a table gets takes over one that a partition has of its own and that sorts by the same (CompareIndexInfo in
 * PostgreSQL's index.c). So an own index has to come after that of the table, there and on the way back.
 */

/** The plans, where an own index of a partition that an index of its table would take over goes before and comes after. */
export function withOwnIndexesApart(plans: readonly WithoutForeignKeys[]): readonly WithoutForeignKeys[] {
  const byName = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  const above = ({ after: { partitionOf } }: WithoutForeignKeys): readonly Index[] => {
    const plan = partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
    return plan === undefined ? [] : [...plan.indexes.created, ...plan.indexes.dropped, ...above(plan)];
  };
  return plans.map((plan) => {
    const taking = new Set(above(plan).map(lookOf));
    return taking.size === 0 ? plan : { ...plan, indexes: apartFrom(plan.indexes, taking) };
  });
}

function apartFrom(
  indexes: WithoutForeignKeys["indexes"],
  taking: ReadonlySet<string>,
): WithoutForeignKeys["indexes"] {
  const moving = indexes.settled.filter(({ after }) => taking.has(lookOf(after)));
  const moved = new Set(moving.map(({ after }) => after));
  return {
    ...indexes,
    dropped: [...indexes.dropped, ...moving.map(({ before }) => before)],
    created: [...indexes.created, ...moving.map(({ after }) => after)],
    renamed: indexes.renamed.filter(({ after }) => !moved.has(after)),
    settled: indexes.settled.filter(({ after }) => !moved.has(after)),
  };
}

/** What the server compares: whether it is unique, and by what it sorts, but not in which order. */
export function lookOf({ unique, method, elements, where, nullsNotDistinct }: Index): string {
  const sorted = elements.map(({ order: _, nulls: __, ...element }) => element);
  return JSON.stringify(comparable({ unique, method, elements: sorted, where, nullsNotDistinct }));
}

/** The operations with those on own indexes of partitions where they have to be, as far as the order leaves a choice. */
export function aroundTables(
  operations: readonly Operation[],
  ...sides: readonly Schema[]
): readonly Operation[] {
  const tables = sides.flatMap((side): readonly Table[] => side.tables);
  const partitions = new Set(tables.filter(isPartition).map(nameKey));
  if (partitions.size === 0) return operations;
  const own = (op: Operation, kind: "createIndex" | "dropIndex"): boolean =>
    op.kind === kind && partitions.has(nameKey(op.table));
  return [
    ...operations.filter((op) => own(op, "dropIndex")),
    ...operations.filter((op) => !own(op, "dropIndex") && !own(op, "createIndex")),
    ...operations.filter((op) => own(op, "createIndex")),
  ];
}
