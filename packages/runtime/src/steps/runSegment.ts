import { drizzleOn } from "@limbeck/database";
import { describe } from "@limbeck/operations";
import { ownTablesOf } from "../ledger/ownTables.ts";
import { forgetSql, historySql } from "../ledger/history.ts";
import { historyStep } from "../ledger/historyStep.ts";
import { noteProgress, noteStart } from "../ledger/ledger.ts";
import { type FailedAt } from "./migrationFailed.ts";
import { type Runner } from "../session/migrationLock.ts";
import { type RunOptions } from "../options.ts";
import { contextOf, placeOf } from "./prepare.ts";
import { isCode, type Item, type PreparedStep } from "./preparedStep.ts";
import { begins, finishedStep, type Progress, runOf } from "../ledger/progress.ts";
import { applyRowChange } from "@limbeck/revisions";
import { Moved } from "../sqlite/moved.ts";
import { writeRows } from "../ledger/rows.ts";
import { hereManifest } from "../hereManifest.ts";
import { runItem } from "./runItem.ts";
import { type Part, type Segment } from "./segment.ts";
import { keeperOf } from "../session/keeper.ts";
import { readyItems } from "./readyItems.ts";
import { settleBatch } from "../walk/settleBatch.ts";
import { BLIND, type Watch, watchItem } from "../session/watch.ts";

/** A try that failed, after it was taken back. */
export interface Failure extends FailedAt {
  readonly error: unknown;
}

const LOCK_TIMEOUT = 5000;
/** How long a statement without a lock_timeout runs before somebody looks, in milliseconds. */
const LOOK_AFTER = 1000;

/** Tries a segment once: undefined if it is committed. What throws is an error of ours, not of the revision. */
export async function runSegment(
  runner: Runner,
  segment: Segment,
  progress: Progress,
): Promise<Failure | undefined> {
  let at: FailedAt | undefined;
  const act = async (pid: number | undefined): Promise<void> => {
    for (const part of segment.parts) {
      const work = { runner, part, transaction: segment.transaction, pid };
      await runPart(work, progress, (place) => {
        at = place;
      });
    }
  };
  try {
    const { inTransaction } = keeperOf(runner.connection);
    await (segment.transaction ? inTransaction(runner, segment, progress, act) : act(undefined));
  } catch (error) {
    if (error instanceof Moved) throw error;
    const step = at?.step ?? segment.parts[0]?.step;
    if (step === undefined) throw error;
    const place =
      at?.item !== undefined && isCode(at.item) ? placeOf(error, runner.options.locate) : undefined;
    return { ...at, step, error, ...(place === undefined ? {} : { place }) };
  }
  settle(runner, segment, progress);
  return undefined;
}

/** A part in hand. */
interface Work {
  readonly runner: Runner;
  readonly part: Part;
  readonly transaction: boolean;
  /** The session that it runs in, if that is another for each transaction. */
  readonly pid: number | undefined;
}

type Stand = (at: FailedAt) => void;

async function runPart(work: Work, progress: Progress, stand: Stand): Promise<void> {
  const { runner, part, transaction } = work;
  const { step } = part;
  if (begins(progress, part)) tellStart(runner, step, progress);
  await noteStart(runner, part, progress);
  const act = () => runItems(work, stand);
  await (transaction ? act() : keeperOf(runner.connection).outside(runner, act));
  stand({ step });
  if (part.completes) await complete(runner, part, progress);
  else await noteProgress(runner, part, progress);
}

async function runItems(work: Work, stand: Stand): Promise<void> {
  const { runner, part, transaction } = work;
  const { connection, options } = runner;
  const { step, items, ledger } = part;
  const context = contextOf(step.step.direction === "downgrade" ? "downgrade" : "upgrade", {
    dialect: connection.dialect,
    options,
  });
  const { unfolding } = keeperOf(connection);
  let inDoubt = ledger?.inDoubt === true;
  for await (const item of readyItems(items, (late) => {
    stand({ step, item: late });
    return unfolding(connection, late);
  })) {
    stand({ step, item });
    const scope = { connection, context, step, transaction, inDoubt, ...scopeOptions(options) };
    const watch = watchWork(work, item);
    const act = runItem(item, scope);
    const blockers = await act.then(watch.stop, watch.stop);
    if (blockers.length > 0) stand({ step, item, blockers });
    await act;
    inDoubt = false;
  }
}

/** Before a lock_timeout is over, and beside it where there is none. */
function watchWork({ runner, transaction, pid }: Work, item: Item): Watch {
  const { lock, lockTimeout = LOCK_TIMEOUT } = runner.options;
  const session = pid ?? (lock === "transaction" ? undefined : runner.session.pid);
  if (session === undefined) return BLIND;
  return watchItem(runner, item, session, transaction && lockTimeout > 0 ? lockTimeout / 2 : LOOK_AFTER);
}

async function complete(runner: Runner, { step, ledger }: Part, progress: Progress): Promise<void> {
  const { connection, options, session } = runner;
  const { table } = session;
  const own = ownTablesOf(connection);
  const forget = ledger === undefined ? [] : [forgetSql(own, table, step.step.revision)];
  const entry = historySql(own, table, historyStep(step, options), runOf(progress, step, "done"));
  await writeRows(connection, table, step.step.rows, [...forget, entry]);
  await tellApplied(runner, step);
}

async function tellApplied({ connection, options }: Runner, step: PreparedStep): Promise<void> {
  const { onStep, requireFrom, tag } = options;
  const { revision, direction } = step.step;
  const applied = { revision, direction, message: step.message, ...(tag === undefined ? {} : { tag }) };
  await onStep?.(applied, {
    get db() {
      return drizzleOn(connection, requireFrom ?? step.file ?? hereManifest());
    },
  });
}

export function scopeOptions({
  report,
  signal,
  requireFrom,
}: RunOptions): Pick<RunOptions, "report" | "signal" | "requireFrom"> {
  return {
    ...(report === undefined ? {} : { report }),
    ...(signal === undefined ? {} : { signal }),
    ...(requireFrom === undefined ? {} : { requireFrom }),
  };
}

function tellStart({ options }: Runner, step: PreparedStep, progress: Progress): void {
  options.report?.({
    kind: "stepStarted",
    revision: step.step.revision,
    direction: step.step.direction,
    downRevisions: step.downRevisions,
    message: step.message,
    number: progress.earlier + progress.started.size,
    total: progress.total,
  });
}

/** Notes what is committed now. */
export function settle({ options }: Pick<Runner, "options">, segment: Segment, progress: Progress): void {
  for (const part of segment.parts) {
    const { step, items, completes } = part;
    const [item] = items;
    if (item?.kind === "walk" && item.walker !== undefined) {
      settleBatch(item, item.walker, progress, options);
      continue;
    }
    if (!completes) {
      progress.kept.push(...items.map(({ operation }) => describe(operation)));
      continue;
    }
    const finished = finishedStep(progress, step);
    progress.finished.push(finished);
    progress.rows = applyRowChange(progress.rows, step.step.rows);
    progress.kept.length = 0;
    options.report?.({ kind: "stepFinished", ...finished });
  }
}
