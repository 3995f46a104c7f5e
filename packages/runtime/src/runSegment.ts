import { drizzleOn } from "@limbeck/database";
import { describe } from "@limbeck/operations";
import { historySql, type HistoryStep } from "./history.ts";
import { type FailedAt } from "./migrationFailed.ts";
import { type Runner } from "./migrationLock.ts";
import { type RunOptions } from "./options.ts";
import { contextOf, placeOf } from "./prepare.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { begins, finishedStep, type Progress, runOf } from "./progress.ts";
import { writeRows } from "./rows.ts";
import { hereManifest, runItem } from "./runItem.ts";
import { type Part, type Segment } from "./segment.ts";
import { inSettings, type Setting } from "./transaction.ts";

/** A try that failed, after it was taken back. */
export interface Failure extends FailedAt {
  readonly error: unknown;
}

const LOCK_TIMEOUT = 5000;

/** Tries a segment once: undefined if it is committed. What throws is an error of ours, not of the revision. */
export async function runSegment(
  runner: Runner,
  segment: Segment,
  progress: Progress,
): Promise<Failure | undefined> {
  let at: FailedAt | undefined;
  const act = async (): Promise<void> => {
    for (const part of segment.parts) {
      await runPart(runner, part, segment.transaction, progress, (place) => {
        at = place;
      });
    }
  };
  try {
    await (segment.transaction ? inSettings(runner.connection, settingsOf(runner), act) : act());
  } catch (error) {
    const step = at?.step ?? segment.parts[0]?.step;
    if (step === undefined) throw error;
    const place = at?.item?.kind === "call" ? placeOf(error, runner.options.locate) : undefined;
    return { ...at, step, error, ...(place === undefined ? {} : { place }) };
  }
  settle(runner, segment, progress);
  return undefined;
}

type Stand = (at: FailedAt) => void;

async function runPart(
  runner: Runner,
  part: Part,
  transaction: boolean,
  progress: Progress,
  stand: Stand,
): Promise<void> {
  const { connection, options, session } = runner;
  const { step } = part;
  if (begins(progress, part)) tellStart(runner, step, progress);
  const context = contextOf(step.step.direction === "downgrade" ? "downgrade" : "upgrade", { options });
  for (const item of part.items) {
    stand({ step, item });
    await runItem(item, { connection, context, step, transaction, ...scopeOptions(options) });
  }
  stand({ step });
  if (!part.completes) return;
  const entry = historySql(session.table, historyStep(step, options), runOf(progress, step, "done"));
  await writeRows(connection, session.table, step.step.rows, entry);
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

export function historyStep(
  { step, message, checksum }: PreparedStep,
  { toolVersion, tag }: Pick<RunOptions, "toolVersion" | "tag">,
): HistoryStep {
  return {
    revision: step.revision,
    direction: step.direction,
    message,
    ...(checksum === undefined ? {} : { checksum }),
    ...(toolVersion === undefined ? {} : { toolVersion }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** The settings of a revision's transaction. A revision may change the search path of the session; the next must not notice. */
export function settingsOf({ session, options }: Pick<Runner, "session" | "options">): readonly Setting[] {
  return [...timeouts(options), { name: "search_path", value: session.searchPath }];
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
function settle({ options }: Runner, segment: Segment, progress: Progress): void {
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
