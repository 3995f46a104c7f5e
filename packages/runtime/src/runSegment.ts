import { drizzleOn } from "@limbeck/database";
import { describe } from "@limbeck/operations";
import { forgetSql, historySql } from "./history.ts";
import { historyStep } from "./historyStep.ts";
import { noteProgress, noteStart } from "./ledger.ts";
import { type FailedAt } from "./migrationFailed.ts";
import { type Runner } from "./migrationLock.ts";
import { type RunOptions } from "./options.ts";
import { contextOf, placeOf } from "./prepare.ts";
import { type Item, type PreparedStep } from "./preparedStep.ts";
import { begins, finishedStep, type Progress, runOf } from "./progress.ts";
import { writeRows } from "./rows.ts";
import { hereManifest, runItem } from "./runItem.ts";
import { type Part, type Segment } from "./segment.ts";
import { inSettings, type Setting, withSettings } from "./transaction.ts";
import { BLIND, type Watch, watchItem } from "./watch.ts";

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
    await (segment.transaction ? inSettings(runner.connection, settingsOf(runner), act) : act(undefined));
  } catch (error) {
    const step = at?.step ?? segment.parts[0]?.step;
    if (step === undefined) throw error;
    const place = at?.item?.kind === "call" ? placeOf(error, runner.options.locate) : undefined;
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
  await (transaction ? act() : outside(runner, act));
  stand({ step });
  if (part.completes) await complete(runner, part, progress);
  else await noteProgress(runner, part, progress);
}

async function runItems(work: Work, stand: Stand): Promise<void> {
  const { runner, part, transaction } = work;
  const { connection, options } = runner;
  const { step, items, ledger } = part;
  const context = contextOf(step.step.direction === "downgrade" ? "downgrade" : "upgrade", { options });
  for (const [at, item] of items.entries()) {
    stand({ step, item });
    const inDoubt = at === 0 && ledger?.inDoubt === true;
    const scope = { connection, context, step, transaction, inDoubt, ...scopeOptions(options) };
    const watch = watchWork(work, item);
    const act = runItem(item, scope);
    const blockers = await act.then(watch.stop, watch.stop);
    if (blockers.length > 0) stand({ step, item, blockers });
    await act;
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
  const forget = ledger === undefined ? [] : [forgetSql(table, step.step.revision)];
  const entry = historySql(table, historyStep(step, options), runOf(progress, step, "done"));
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

/** The settings of a revision's transaction. A revision may change the search path of the session; the next must not notice. */
export function settingsOf({ session, options }: Pick<Runner, "session" | "options">): readonly Setting[] {
  return [...timeouts(options), { name: "search_path", value: session.searchPath }];
}

/**
 * A concurrent build waits for every older transaction, and is not to be begun again because one of them is slow: whatever the
 * role or the database says of timeouts, here there are none. Behind a pooler settings of a session would be those of others.
 */
function outside({ connection, session, options }: Runner, act: () => Promise<void>): Promise<void> {
  if (options.lock === "transaction") return act();
  const settings = ["lock_timeout", "statement_timeout"].map((name) => ({ name, value: "0" }));
  const path = { name: "search_path", value: session.searchPath };
  return withSettings(connection, [...settings, path], act);
}

export function timeouts({
  lockTimeout,
  statementTimeout,
}: Pick<RunOptions, "lockTimeout" | "statementTimeout">): readonly Setting[] {
  return [
    { name: "lock_timeout", value: String(lockTimeout ?? LOCK_TIMEOUT) },
    ...(statementTimeout === undefined
      ? []
      : [{ name: "statement_timeout", value: String(statementTimeout) }]),
  ];
}

function tellStart({ options }: Runner, step: PreparedStep, progress: Progress): void {
  options.report?.({
    kind: "stepStarted",
    revision: step.step.revision,
    direction: step.step.direction,
    downRevisions: step.downRevisions,
    message: step.message,
    number: progress.started.size,
    total: progress.total,
  });
}

/** Notes what is committed now. */
export function settle({ options }: Pick<Runner, "options">, segment: Segment, progress: Progress): void {
  for (const { step, items, completes } of segment.parts) {
    if (!completes) {
      progress.kept.push(...items.map(({ operation }) => describe(operation)));
      continue;
    }
    const finished = finishedStep(progress, step);
    progress.finished.push(finished);
    progress.kept.length = 0;
    options.report?.({ kind: "stepFinished", ...finished });
  }
}
