import { nameKey, type QualifiedName } from "@limbeck/model";
import { type BodyEntry } from "@limbeck/emitter";
import { isConditional, type Operation } from "@limbeck/operations";

import { MERGE_RULES, type MergeRule } from "./mergeRules.ts";

/** What one revision of the range does. */
export interface RangeStep {
  readonly revision: string;
  readonly upgrade: readonly BodyEntry[];
  readonly downgrade: readonly BodyEntry[];
}

/**
 * Neighbouring revisions. `merged`: what they do together is the difference between the schemas before and after. `kept`: one
 * revision whose own operations stay as they are, because rows would notice.
 */
export interface Block {
  readonly kind: "merged" | "kept";
  readonly steps: readonly [RangeStep, ...RangeStep[]];
}

/** Cuts a range into blocks, as few as there can be. */
export function blocksOf(steps: readonly RangeStep[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const step of steps) {
    const open = blocks.at(-1);
    if (open?.kind === "merged" && isMergeable([...open.steps, step]))
      blocks.splice(-1, 1, { kind: "merged", steps: [...open.steps, step] });
    else blocks.push({ kind: isMergeable([step]) ? "merged" : "kept", steps: [step] });
  }
  return blocks;
}

/** Whether rows that were there before cannot tell the operations from the difference that they make. */
function isMergeable(steps: readonly RangeStep[]): boolean {
  const seen: Seen = { made: new Set(), gone: new Set() };
  const up = steps.flatMap(({ upgrade }) => upgrade);
  const down = steps.flatMap(({ downgrade }) => downgrade);
  return (
    up.every((op) => follow(op, seen)) &&
    !down.some((entry) => ruleOf(entry) === "kept" || isConditional(entry))
  );
}

/** The tables, columns, sequences and types that were made, and those that were there and are gone. */
interface Seen {
  readonly made: Set<string>;
  readonly gone: Set<string>;
}

/** Notes what an operation makes and drops; false where it is to stay as it is. */
function follow(op: BodyEntry, { made, gone }: Seen): boolean {
  const rule = isConcurrent(op) || isConditional(op) ? "kept" : ruleOf(op);
  if (rule === "kept" || op.kind === "carried") return false;
  if (rule === "own") {
    const subject = subjectOf(op);
    // Under the name of what is gone, a difference would take it for that.
    return gone.size === 0 && subject !== undefined && made.has(nameKey(subject));
  }
  const makes = madeBy(op);
  // What is dropped and made again is empty; a difference would leave the rows where they are.
  if (makes.some((thing) => gone.has(thing))) return false;
  for (const thing of makes) made.add(thing);
  for (const thing of droppedBy(op)) if (!made.delete(thing)) gone.add(thing);
  return true;
}

function ruleOf({ kind }: BodyEntry): MergeRule {
  return kind === "carried" ? "kept" : MERGE_RULES[kind];
}

/** What keeps nobody waiting is to go on doing so. */
function isConcurrent(op: BodyEntry): boolean {
  return "concurrently" in op;
}

function madeBy(op: Operation): readonly string[] {
  if (op.kind === "addColumn") return [columnKey(op.table, op.column.name)];
  if (op.kind === "createTable") return [op.table, ...(op.partitions ?? [])].map(nameKey);
  if (op.kind === "createPartition") return [op.partition, ...(op.partitions ?? [])].map(nameKey);
  const one = oneMadeBy(op);
  return one === undefined ? [] : [nameKey(one)];
}

function oneMadeBy(op: Operation): QualifiedName | undefined {
  if (op.kind === "createSequence") return op.sequence;
  if (op.kind === "createEnum") return op.type;
  if (op.kind === "createDomain") return op.domain;
  if (op.kind === "createComposite") return op.composite;
  if (op.kind === "createRange") return op.range;
  return undefined;
}

function droppedBy(op: Operation): readonly string[] {
  if (op.kind === "dropColumn") return [columnKey(op.table, op.name)];
  const holdsRows = op.kind === "dropTable" || op.kind === "dropPartition" || op.kind === "dropSequence";
  return holdsRows ? [nameKey(op.name)] : [];
}

function columnKey(table: QualifiedName, column: string): string {
  return `${nameKey(table)} ${column}`;
}

function subjectOf(op: Operation): QualifiedName | undefined {
  if ("table" in op && typeof op.table === "object" && "name" in op.table) return op.table;
  if ("name" in op && typeof op.name === "object" && "name" in op.name) return op.name;
  return undefined;
}
