import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { transactionStatus } from "@limbeck/database";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import { interrupted } from "./errors.ts";
import { historySql } from "./history.ts";
import { migrationFailed, type Outcome } from "./migrationFailed.ts";
import { type RunOptions } from "./options.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { type FinishedStep, newProgress, type Progress, runOf } from "./progress.ts";
import { type Runner } from "./migrationLock.ts";
import { type Failure, historyStep, runSegment } from "./runSegment.ts";
import { type Segment } from "./segment.ts";
import { lostLockRace, serverWords } from "./serverWords.ts";

export const RETRIES = 5;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** Runs segments in order. Errors: `migration-failed` (4), `version-rows-changed` (4), `cancelled` (130). */
export async function runSegments(
  runner: Runner,
  segments: readonly Segment[],
): Promise<readonly FinishedStep[]> {
  const steps = new Set(segments.flatMap(({ parts }) => parts.map(({ step }) => step)));
  const progress = newProgress(steps.size);
  for (const segment of segments) {
    await breathe(runner.connection);
    await runRetrying(runner, segment, progress);
  }
  return progress.finished;
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
    if (attempt <= (options.lockRetries ?? RETRIES) && lostLockRace(failure.error)) {
      await pauseAfter(failure, attempt, options);
    } else {
      throw await fail(runner, segment, failure, progress, attempt);
    }
  }
}

/** Waits, so that those whom the statement kept waiting get their turn. */
export async function pauseAfter(
  { step, error }: Failure,
  retry: number,
  options: RunOptions,
): Promise<void> {
  const longest = Math.min((options.retryPause ?? FIRST_PAUSE) * 2 ** (retry - 1), LONGEST_PAUSE);
  const pause = Math.round(longest * (1 - Math.random() / 2));
  const { revision } = step.step;
  const retries = options.lockRetries ?? RETRIES;
  options.report?.({
    kind: "stepRetried",
    revision,
    retry,
    retries,
    pause,
    reason: serverWords(error).reason,
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
  const left = remains(segment, failure, progress);
  await noteFailure(runner, failure.step, progress, left.takenBack ? "failed" : "partial");
  const completed = progress.finished.map(({ revision }) => revision);
  const outcome: Outcome = { completed, ...left, attempts };
  return migrationFailed(failure.error, failure, outcome, runner.options.signal?.aborted === true);
}

/** What the failed step leaves behind. A statement outside a transaction is one by itself; a callback there is not. */
function remains(
  segment: Segment,
  { error, item }: Failure,
  { kept }: Progress,
): Pick<Outcome, "takenBack" | "kept"> {
  const ended = isLimbeckError(error) && error.code === "transaction-ended";
  const loose = !segment.transaction && item?.kind === "call";
  const more = [
    ...(ended ? ["what its transaction held when it was ended"] : []),
    ...(loose ? ["what op.run had done"] : []),
  ];
  return { takenBack: kept.length + more.length === 0, kept: [...kept, ...more] };
}

/** Writes the failure into the history; if that fails too, the first error is the one to tell. */
async function noteFailure(
  runner: Runner,
  step: PreparedStep,
  progress: Progress,
  outcome: "failed" | "partial",
): Promise<void> {
  const { connection, session, options } = runner;
  try {
    if ((await transactionStatus(connection)) === "failed") return;
    await connection.execute(
      historySql(session.table, historyStep(step, options), runOf(progress, step, outcome)),
    );
  } catch {
    return;
  }
}
