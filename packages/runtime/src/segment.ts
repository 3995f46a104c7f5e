import { describe, quoteString } from "@limbeck/operations";
import { sameName } from "@limbeck/model";
import { leavesTransaction } from "./errors.ts";
import { type TransactionMode } from "./options.ts";
import { type Item, type PreparedStep } from "./preparedStep.ts";

/** What is done together: in one transaction, or as statements that stand by themselves. */
export interface Segment {
  readonly transaction: boolean;
  readonly parts: readonly Part[];
}

/** A step's share in a segment. */
export interface Part {
  readonly step: PreparedStep;
  readonly items: readonly Item[];
  /** Whether the step ends here, so that its version rows and history row are written. */
  readonly completes: boolean;
}

/**
 * Cuts steps into what can be committed together. In mode `all` that is one transaction;
 * `revision-leaves-transaction` (exit 3) if a step cannot stay inside.
 */
export function segmentsOf(steps: readonly PreparedStep[], mode: TransactionMode): readonly Segment[] {
  if (mode === "revision") return steps.flatMap(segmentsOfStep);
  refuseLeaving(steps);
  const parts = steps.map((step) => ({ step, items: step.items, completes: true }));
  return parts.length === 0 ? [] : [{ transaction: true, parts }];
}

function refuseLeaving(steps: readonly PreparedStep[]): void {
  for (const { step, transaction } of steps) {
    if (!transaction) throw leavesTransaction(step.revision, "it says `transaction = false`");
  }
  const items = steps.flatMap((step) => step.items);
  const leaving = items.find((item, at) => isOutside(item) || mustGoAhead(items, at));
  if (leaving === undefined) return;
  throw leavesTransaction(
    leaving.revision,
    `${describe(leaving.operation)} must be committed by itself`,
    leaving.place,
  );
}

function segmentsOfStep(step: PreparedStep): readonly Segment[] {
  const { items } = step;
  const ahead = items.filter((_, at) => step.transaction && mustGoAhead(items, at));
  const rest = items.filter((item) => !ahead.includes(item));
  const runs = step.transaction
    ? splitRuns(rest)
    : rest.map((item) => ({ transaction: false, items: [item] }));
  const last = runs.at(-1);
  const inner = last?.transaction === true ? runs.slice(0, -1) : runs;
  return [
    ...ahead.map((item) => ({ transaction: true, items: [item] })),
    ...inner,
    { transaction: true, items: last?.transaction === true ? last.items : [] },
  ].map((run, at, all) => ({
    transaction: run.transaction,
    parts: [{ step, items: run.items, completes: at === all.length - 1 }],
  }));
}

interface Run {
  readonly transaction: boolean;
  readonly items: readonly Item[];
}

/** Neighbours that can share a transaction do; what must stand outside stands alone. */
function splitRuns(items: readonly Item[]): readonly Run[] {
  const runs: { transaction: boolean; items: Item[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (!isOutside(item) && last?.transaction === true) last.items.push(item);
    else runs.push({ transaction: !isOutside(item), items: [item] });
  }
  return runs;
}

function isOutside(item: Item): boolean {
  return item.kind === "statement" && item.statement.transaction === "outside";
}

/**
 * Whether a statement must be committed before the others: a later one uses what it makes, and the server refuses a new enum
 * value in the transaction that added it, unless the type was made there too (PostgreSQL manual, ALTER TYPE).
 */
function mustGoAhead(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== "statement" || item.statement.transaction !== "ahead") return false;
  if (items.slice(0, at).some((earlier) => makesTypeOf(earlier, item))) return false;
  return items.some((_, later) => later > at && uses(items, later, item));
}

function makesTypeOf({ operation: earlier }: Item, { operation }: Item): boolean {
  if (operation.kind !== "addEnumValue") return false;
  if (earlier.kind === "createEnum") return sameName(earlier.type, operation.name);
  if (earlier.kind === "replaceEnum") return sameName(earlier.name, operation.name);
  if (earlier.kind !== "execute") return false;
  return /\bcreate\s+type\b/i.test(earlier.sql) && earlier.sql.includes(operation.name.name);
}

function uses(items: readonly Item[], at: number, { operation }: Item): boolean {
  const later = items[at];
  if (later?.kind !== "statement" || operation.kind !== "addEnumValue") return true;
  if (later.statement.transaction !== "ahead")
    return later.statement.sql.includes(quoteString(operation.value));
  // The next value of the same type may stand AFTER this one: they go together.
  const sameType = later.operation.kind === "addEnumValue" && sameName(later.operation.name, operation.name);
  return sameType && mustGoAhead(items, at);
}
