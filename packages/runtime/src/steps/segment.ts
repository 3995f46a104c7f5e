import { describe } from "@limbeck/operations";
import { sameName } from "@limbeck/model";
import { checksumChain } from "../ledger/checksum.ts";
import { leavesTransaction } from "../errors.ts";
import { type TransactionMode } from "../options.ts";
import { type Item, type PreparedStep } from "./preparedStep.ts";
import { mustBeCommitted, mustGoAhead } from "./valuesAhead.ts";
import { type Walker, type WalkPosition } from "../walk/walker.ts";

/** What is done together: in one transaction, or as statements that stand by themselves. */
export interface Segment {
  readonly transaction: boolean;
  /** The one statement of it wants no transaction: it has one for the sake of the ledger, unless the server refuses. */
  readonly mayLeave?: true;
  /** The one item of it is walked: each batch is such a transaction. */
  readonly walks?: true;
  readonly parts: readonly Part[];
}

/** A step's share in a segment. */
export interface Part {
  readonly step: PreparedStep;
  readonly items: readonly Item[];
  /** Whether the step ends here, so that its version rows and history row are written. */
  readonly completes: boolean;
  /** Absent where a step is done in one go, so that there is nothing to be noted in between. */
  readonly ledger?: PartLedger;
}

/** How far a step is, counted in items: before a part of it is run, and once it is done. */
export interface PartLedger {
  readonly from: number;
  readonly done: number;
  /** Of the items that are done then. */
  readonly checksum: string;
  /** Whether an earlier run ended here, and nobody knows whether the next item has taken effect. */
  readonly inDoubt: boolean;
  /** How far an earlier run got with the walk that the part is. */
  readonly walk?: WalkPosition;
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
  const leaving = items.find(
    (item, at) => item.kind === "walk" || isOutside(item) || isAlone(item) || mustGoAhead(items, at),
  );
  if (leaving === undefined) return;
  throw leavesTransaction(
    leaving.revision,
    `${describe(leaving.operation)} must be committed by itself`,
    leaving.place,
  );
}

/** The items of a step in the order in which they run. */
export function runOrder(step: PreparedStep): readonly Item[] {
  return segmentsOfStep(step).flatMap(({ parts }) => parts.flatMap(({ items }) => items));
}

function segmentsOfStep(step: PreparedStep): readonly Segment[] {
  const runs = runsOf(step);
  const { resumed } = step;
  const isOne = runs.length === 1 && resumed === undefined;
  const chain = isOne
    ? []
    : checksumChain(
        runs.flatMap(({ items }) => items),
        resumed?.checksum,
      );
  const before = resumed?.done ?? 0;
  let from = before;
  return runs.map(({ items, closed: _, ...run }, at) => {
    const done = from + items.length;
    const checksum = chain[done - before - 1] ?? resumed?.checksum ?? "";
    const inDoubt = resumed !== undefined && at === 0;
    const walk = inDoubt ? resumed.walk : undefined;
    const ledger = { from, done, checksum, inDoubt, ...(walk === undefined ? {} : { walk }) };
    from = done;
    const completes = at === runs.length - 1;
    return { ...run, parts: [{ step, items, completes, ...(isOne ? {} : { ledger }) }] };
  });
}

interface Run {
  readonly transaction: boolean;
  readonly mayLeave?: true;
  readonly walks?: true;
  /** Nothing joins it. */
  readonly closed?: true;
  readonly items: readonly Item[];
}

/**
 * What goes ahead, then the rest in order. The last run is a transaction, for the version rows. What is left of a step that was begun
 * is in this order already.
 */
function runsOf(step: PreparedStep): readonly Run[] {
  const { items } = step;
  const mayMove = step.transaction && step.resumed === undefined;
  const ahead = items.filter((_, at) => mayMove && mustGoAhead(items, at));
  const rest = splitRuns(
    items.filter((item) => !ahead.includes(item)),
    step.transaction,
  );
  const last = rest.at(-1);
  const ends = last?.transaction === true && last.mayLeave !== true && last.walks !== true;
  return [
    ...ahead.map((item) => ({ transaction: true, items: [item] })),
    ...rest,
    ...(ends ? [] : [{ transaction: true, items: [] }]),
  ];
}

/** Neighbours that can share a transaction do; what must or wants to stand outside stands alone. */
function splitRuns(items: readonly Item[], transaction: boolean): readonly Run[] {
  const runs: (Run & { readonly items: Item[] })[] = [];
  for (const [at, item] of items.entries()) {
    const last = runs.at(-1);
    if (item.kind === "walk") runs.push({ transaction: true, walks: true, items: [item] });
    else if (!transaction || isAlone(item) || isOutside(item))
      runs.push({ ...aloneRun(item), items: [item] });
    else if (comesLater(items, at) || mustBeCommitted(items, at, openItems(last)))
      runs.push({ transaction: true, closed: true, items: [item] });
    else if (last !== undefined && isOpen(last)) last.items.push(item);
    else runs.push({ transaction: true, items: [item] });
  }
  return runs;
}

function openItems(run: Run | undefined): readonly Item[] {
  return run !== undefined && isOpen(run) ? run.items : [];
}

function isOpen({ transaction, mayLeave, walks, closed }: Run): boolean {
  return transaction && mayLeave !== true && walks !== true && closed !== true;
}

/** Whether an item wants what an earlier one made committed before it. */
function comesLater(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== "statement" || item.statement.transaction !== "later") return false;
  return items.slice(0, at).some((earlier) => makesUnchecked(earlier, item));
}

/** Whether one adds, NOT VALID, the constraint that the other validates. */
function makesUnchecked({ operation: earlier }: Item, { operation }: Item): boolean {
  if (operation.kind !== "validateConstraint") return false;
  if (earlier.kind !== "createCheck" && earlier.kind !== "createForeignKey") return false;
  return earlier.definition.name === operation.name && sameName(earlier.table, operation.table);
}

/** A callback may want to commit as it goes, so it gets no transaction. */
function aloneRun(item: Item): Omit<Run, "items"> {
  const bare = item.kind === "call" || isOutside(item);
  return bare ? { transaction: false } : { transaction: true, mayLeave: true };
}

function isAlone({ autocommit }: Item): boolean {
  return autocommit === true;
}

function isOutside(item: Item): boolean {
  return item.kind === "statement" && item.statement.transaction === "outside";
}

/** The walk of which a part is the next batch. */
export function walkerOf({ items: [item] }: Pick<Part, "items">): Walker | undefined {
  return item?.kind === "walk" ? item.walker : undefined;
}
