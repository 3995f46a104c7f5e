import { type QualifiedName, sameName } from "@limbeck/model";

import { isConditional } from "./dialect/conditions.ts";
import { type Holder } from "./hazard.ts";
import { type Operation } from "./operations.ts";
import { movedTo } from "./table/moved.ts";
import { besideTable } from "./table/touches.ts";

/**
 * What a holder is called before these operations have run; absent if they make it, so that it holds nothing yet. What `execute` and
 * `run` rename or make is not known, and neither are new names of types and of what is in them: who looks finds nothing of that name.
 */
export function holderBefore(holder: Holder, operations: readonly Operation[]): Holder | undefined {
  let before = holder;
  for (const op of operations.toReversed()) {
    if (makes(op, before)) return undefined;
    before = back(op, before);
  }
  return before;
}

/** One of a table or of what is in it. */
type InTable = Extract<Holder, { readonly table: QualifiedName }>;

function makes(op: Operation, holder: Holder): boolean {
  switch (holder.kind) {
    case "table":
    case "column":
    case "enumValues":
      return makesInTable(op, holder);
    case "attribute":
      return op.kind === "createComposite" && sameName(op.composite, holder.type);
    case "sequence":
      return op.kind === "createSequence" && sameName(op.sequence, holder.sequence);
  }
}

function makesInTable(op: Operation, holder: InTable): boolean {
  if (isConditional(op)) return false;
  if (op.kind === "addColumn")
    return holder.kind !== "table" && holder.column === op.column.name && sameName(holder.table, op.table);
  return tablesMade(op).some((made) => sameName(holder.table, made));
}

function tablesMade(op: Operation): readonly QualifiedName[] {
  if (op.kind === "createTable") return [op.table, ...(op.partitions ?? [])];
  if (op.kind === "createPartition") return [op.partition, ...(op.partitions ?? [])];
  return [];
}

/** The holder before one operation that leaves what it holds as it is. */
function back(op: Operation, holder: Holder): Holder {
  switch (holder.kind) {
    case "table":
    case "column":
    case "enumValues":
      return backInTable(op, holder);
    case "attribute":
      return holder;
    case "sequence":
      return { ...holder, sequence: nameBefore(sequenceMove(op), holder.sequence) };
  }
}

function backInTable(op: Operation, holder: InTable): Holder {
  if (op.kind === "alterColumn") {
    const renamed =
      holder.kind !== "table" && holder.column === op.changes.name?.to && sameName(holder.table, op.table);
    return renamed ? { ...holder, column: op.column } : holder;
  }
  return { ...holder, table: nameBefore(tableMove(op), holder.table) };
}

interface Move {
  readonly from: QualifiedName;
  readonly to: QualifiedName;
}

function nameBefore(move: Move | undefined, name: QualifiedName): QualifiedName {
  return move !== undefined && sameName(name, move.to) ? move.from : name;
}

function tableMove(op: Operation): Move | undefined {
  if (op.kind === "renameTable") return { from: op.table, to: besideTable(op.table, op.to) };
  if (op.kind === "setTableSchema") return { from: op.table, to: movedTo(op.table, op.to) };
  return undefined;
}

function sequenceMove(op: Operation): Move | undefined {
  if (op.kind === "renameSequence") return { from: op.name, to: besideTable(op.name, op.to) };
  if (op.kind === "setSequenceSchema") return { from: op.name, to: movedTo(op.name, op.to) };
  return undefined;
}
