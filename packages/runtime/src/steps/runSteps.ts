import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { type Connection, transactionStatus } from "@limbeck/database";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import { describe } from "@limbeck/operations";
import { interrupted, lostAtCommit } from "../errors.ts";
import { leftBehind } from "./effect.ts";
import { ownTablesOf } from "../ledger/ownTables.ts";
import { forgetSql, historySql } from "../ledger/history.ts";
import { migrationFailed, type Outcome } from "./migrationFailed.ts";
import { type RunOptions } from "../options.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { type FinishedStep, newProgress, type Progress, runOf } from "../ledger/progress.ts";
import { type Runner } from "../session/migrationLock.ts";
import { retryPause } from "./retryPause.ts";
import { historyStep } from "../ledger/historyStep.ts";
import { isLostAtCommit, wasCommitted } from "./lostCommit.ts";
import { type Failure, runSegment, settle } from "./runSegment.ts";
import { type Segment } from "./segment.ts";
import { runWalk } from "../walk/runWalk.ts";
import { insistsOnLeaving, lostLockRace, serverWords, wasRefused } from "./serverWords.ts";

export const RETRIES = 5;

/** Runs segments in order, from where the version rows are, and adds to `finished` what it did. Errors: `migration-failed` (4), `version-rows-changed` (4), `cancelled` (130). */
export async function runSegments(
  runner: Runner,
  segments: readonly Segment[],
  rows: readonly string[],
  finished: FinishedStep[],
): Promise<void> {
  const steps = new Set(segments.flatMap(({ parts }) => parts.map(({ step }) => step)));
  const progress = newProgress(steps.size, rows, finished);
  for (const segment of segments) {
    await breathe(runner.connection);
    const run = (each: Segment): Promise<void> => runRetrying(runner, each, progress);
    await (segment.walks === true ? runWalk(segment, runner.options, run) : run(segment));
  }
}

/** An embedded database never waits, so that nothing else would ever get its turn: no interrupt, no timer. */
export async function breathe({ engine }: Runner["connection"]): Promise<void> {
  if (engine === "pglite") await setImmediate();
}

async function runRetrying(runner: Runner, segment: Segment, progress: Progress): Promise<void> {
  const { options } = runner;
  if (options.signal?.aborted === true) throw interrupted();
  for (let attempt = 1; ; attempt += 1) {
    const failure = await runSegment(runner, segment, progress);
    if (failure === undefined) return;
    if (segment.mayLeave === true && insistsOnLeaving(failure.error))
      return runRetrying(runner, { transaction: false, parts: segment.parts }, progress);
    if (isLostAtCommit(segment, failure)) throw await failLost(runner, segment, failure, progress, attempt);
    if (attempt <= (options.lockRetries ?? RETRIES) && lostLockRace(failure.error)) {
      await pauseAfter(failure, attempt, options);
    } else {
      throw await fail(runner, segment, failure, progress, attempt);
    }
  }
}

/** Waits, so that those whom the statement kept waiting get their turn. */
export async function pauseAfter(
  { step, error, blockers = [] }: Failure,
  retry: number,
  options: RunOptions,
): Promise<void> {
  const pause = retryPause(retry, options.retryPause);
  const { revision } = step.step;
  const retries = options.lockRetries ?? RETRIES;
  options.report?.({
    kind: "stepRetried",
    revision,
    retry,
    retries,
    pause,
    reason: serverWords(error).reason,
    blockers,
  });
  const { signal } = options;
  await sleep(pause, undefined, signal === undefined ? {} : { signal });
}

async function fail(
  runner: Runner,
  segment: Segment,
  failure: Failure,
  progress: Progress,
  attempts: number,
): Promise<LimbeckError> {
  const left = await remains(runner, segment, failure, progress);
  await noteFailure(runner, failure.step, progress, left);
  const completed = progress.finished.map(({ revision }) => revision);
  const outcome: Outcome = { completed, ...left, attempts };
  return migrationFailed(failure.error, failure, outcome, runner.options.signal?.aborted === true);
}

/** Nobody has heard whether the transaction was committed: that is looked up. */
async function failLost(
  runner: Runner,
  segment: Segment,
  failure: Failure,
  progress: Progress,
  attempts: number,
): Promise<LimbeckError> {
  const committed = await wasCommitted(runner, segment, progress);
  if (committed === false) return fail(runner, segment, failure, progress, attempts);
  if (committed === true) settle(runner, segment, progress);
  const completed = progress.finished.map(({ revision }) => revision);
  return lostAtCommit(failure.step.step.revision, committed === true, completed, failure.error);
}

/** What the failed step leaves behind. A statement outside a transaction is one by itself; a callback there is not. */
async function remains(
  { connection }: Runner,
  segment: Segment,
  failure: Failure,
  { kept }: Progress,
): Promise<Left> {
  const { error, item } = failure;
  const ended = isLimbeckError(error) && error.code === "transaction-ended";
  const loose = !segment.transaction && item?.kind === "call";
  const more = [
    ...(ended ? ["what its transaction held when it was ended"] : []),
    ...(loose ? ["what op.run had done"] : []),
    ...(segment.transaction ? [] : await remainsOutside(connection, failure)),
  ];
  const resumable = !ended && !loose && kept.length + more.length > 0;
  return { takenBack: kept.length + more.length === 0, kept: [...kept, ...more], resumable };
}

async function remainsOutside(connection: Connection, { error, item }: Failure): Promise<readonly string[]> {
  if (item?.kind !== "statement") return [];
  if (!wasRefused(error)) return [`perhaps ${describe(item.operation)}`];
  const { effect } = item.statement;
  return effect === undefined ? [] : leftBehind(connection, effect);
}

type Left = Pick<Outcome, "takenBack" | "kept" | "resumable">;

/** Writes the failure into the history; if that fails too, the first error is the one to tell. */
async function noteFailure(
  runner: Runner,
  step: PreparedStep,
  progress: Progress,
  { takenBack, resumable }: Left,
): Promise<void> {
  const { connection, session, options } = runner;
  const run = runOf(progress, step, takenBack || resumable ? "failed" : "partial");
  const own = ownTablesOf(connection);
  const failed = historySql(own, session.table, historyStep(step, options), run);
  // Of a step of which nothing is left, nothing is half-run.
  const forget = takenBack ? [forgetSql(own, session.table, step.step.revision)] : [];
  try {
    if ((await transactionStatus(connection)) === "failed") return;
    await connection.batch([...forget, failed]);
  } catch {
    return;
  }
}
