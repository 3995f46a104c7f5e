import { sameName, truncateName } from "@limbeck/model";
import { type DropIndex, type Operation } from "@limbeck/operations";

import { type Standing } from "./standing.ts";

/**
 * An index that goes and comes again under its name leaves queries without one in between. So the old one steps aside under another
 * name, and goes once the new one is there (IX07 of the safety rules).
 */
export function withoutGaps(operations: readonly Operation[], standing: Standing): readonly Operation[] {
  const swaps = new Map<Operation, readonly Operation[]>();
  operations.forEach((op, at) => {
    if (op.kind !== "dropIndex" || !standing.hasWhole(op.table)) return;
    const successor = operations.slice(at + 1).find((later) => isSuccessor(later, op));
    if (successor?.kind !== "createIndex") return;
    if (!operations.slice(at + 1, operations.indexOf(successor)).every((between) => keeps(between, op)))
      return;
    const aside = asideName(op.name);
    swaps.set(op, [{ kind: "renameIndex", table: op.table, name: op.name, to: aside }]);
    swaps.set(successor, [successor, withName(op, aside)]);
  });
  return swaps.size === 0 ? operations : operations.flatMap((op) => swaps.get(op) ?? [op]);
}

function isSuccessor(later: Operation, { table, name }: DropIndex): boolean {
  return later.kind === "createIndex" && later.definition.name === name && sameName(later.table, table);
}

/** Whether the old index may still be there meanwhile: whatever else changes the table may want it out of the way. */
function keeps(between: Operation, { table }: DropIndex): boolean {
  if (between.kind === "createIndex" || between.kind === "dropIndex" || between.kind === "renameIndex")
    return true;
  return "table" in between && "definition" in between && !sameName(between.table, table);
}

function withName(op: DropIndex, name: string): DropIndex {
  const { definition } = op;
  return { ...op, name, ...(definition === undefined ? {} : { definition: { ...definition, name } }) };
}

function asideName(name: string): string {
  return `${truncateName(name, 63 - "_old".length)}_old`;
}
