import { isLimbeckError } from "@limbeck/model";
import { operations, type Operation } from "@limbeck/operations";

import { type Trial } from "../../project/trial.ts";
import { failedStep } from "../culprit.ts";
import { type Bench, isBare } from "./bench.ts";
import { type Start, startOf, thereAndBack } from "./thereAndBack.ts";
import { type Outcome, type Proved } from "./verified.ts";

/**
 * Proves one revision, with rows in all tables; where these do not fit what it does, without. A NOT NULL that fails on rows is a
 * failure, because any table may have some.
 */
export async function verifyOne(bench: Bench, revision: string): Promise<Outcome> {
  const below = await reach(bench, revision);
  if ("kind" in below) return below;
  const start = await startOf(below, true);
  const { error, ...tried } = await thereAndBack(below, revision, start);
  if (tried.kind === "proved") {
    await goOn(bench, below, revision, start, tried);
    return tried;
  }
  await bench.spoil();
  const bare = await withoutRows(bench, revision);
  if (bare.kind === "failed") return bare;
  return isRefused(error) ? asFarAsSeen(bare, tried.station, tried.reason) : { ...tried, onRows: true };
}

/** The trial below a revision, or why there is none. */
async function reach(
  bench: Bench,
  revision: string,
): Promise<Trial | Extract<Outcome, { kind: "unproved" }>> {
  try {
    return await bench.below(revision);
  } catch (error) {
    if (!isLimbeckError(error) || error.code !== "migration-failed") throw error;
    const { revision: lower = "what lies below", reason } = failedStep(error);
    return { kind: "unproved", reason: `revision ${lower}, which it needs, cannot run: ${reason}` };
  }
}

async function withoutRows(bench: Bench, revision: string): Promise<Exclude<Outcome, { kind: "unproved" }>> {
  const trial = await bench.below(revision);
  const { error: _, ...tried } = await thereAndBack(trial, revision, await startOf(trial, false));
  if (tried.kind === "failed" || movesRows(trial, revision)) await bench.spoil();
  else bench.isAt(revision);
  return tried;
}

/** Whether what failed with rows may fail for their values only, which nobody knows better than their owner. */
function isRefused(error: unknown): boolean {
  if (!isLimbeckError(error)) return false;
  const { sqlstate, reason } = error.facts;
  // not_null_violation; SQLite has one code for all constraints. So says, too, what stands in for a value that is yet to be written.
  return sqlstate !== "23502" && !/NOT NULL constraint|in place of TODO/.test(String(reason));
}

function asFarAsSeen(bare: Proved, station: string, reason: string): Proved {
  if (bare.downgrade !== "exact") return bare;
  return {
    ...bare,
    downgrade: "unproved",
    reason: `rows that were put there do not fit: ${station}: ${reason}`,
  };
}

/** Takes the trial on to the next revision, if it can be brought to where a plain upgrade leads. */
async function goOn(
  bench: Bench,
  trial: Trial,
  revision: string,
  start: Start,
  { downgrade }: Proved,
): Promise<void> {
  if (downgrade === "irreversible" || movesRows(trial, revision)) return bench.spoil();
  await trial.takeBack(revision);
  if (!(await isBare(trial, start))) return bench.spoil();
  await trial.up([revision]);
  bench.isAt(revision);
}

const ON_ROWS: ReadonlySet<string> = new Set<Operation["kind"]>([
  "execute",
  "run",
  "batches",
  "bulkInsert",
  "backfill",
]);

/** Whether a second run may leave other rows than the first, if only because sequences go on. */
function movesRows({ steps }: Trial, revision: string): boolean {
  return steps
    .filter(({ step }) => step.revision === revision)
    .flatMap((step) => step.operations)
    .some(({ kind }) => ON_ROWS.has(kind) || !Object.hasOwn(operations, kind));
}
