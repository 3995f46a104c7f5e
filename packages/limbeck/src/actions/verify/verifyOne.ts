import { isLimbeckError } from "@limbeck/model";
import { operations, type Operation } from "@limbeck/operations";

import { type Trial } from "../../project/trial.ts";
import { type Bench, isBare } from "./bench.ts";
import { type Start, startOf, thereAndBack } from "./thereAndBack.ts";
import { type Outcome, type Proved } from "./verified.ts";

/**
 * Proves one revision, with rows in all tables that it concerns; where these do not fit what it does, without. A NOT NULL that fails on rows is a
 * failure, because any table may have some.
 */
export async function verifyOne(bench: Bench, revision: string): Promise<Outcome> {
  const below = await bench.below(revision);
  if ("kind" in below) return below;
  const start = await startOf(below, (schema) => bench.concern(revision, schema), true);
  const { error, ...tried } = await thereAndBack(below, revision, start);
  if (tried.kind === "proved") {
    await goOn(bench, below, revision, start, tried);
    return tried;
  }
  await bench.spoil();
  const bare = await withoutRows(bench, revision);
  if (bare.kind !== "proved") return bare;
  return isRefused(error) ? asFarAsSeen(bare, tried.station, tried.reason) : { ...tried, onRows: true };
}

async function withoutRows(bench: Bench, revision: string): Promise<Outcome> {
  const trial = await bench.below(revision);
  if ("kind" in trial) return trial;
  const start = await startOf(trial, (schema) => bench.concern(revision, schema), false);
  const { error: _, ...tried } = await thereAndBack(trial, revision, start);
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
    reason: `made-up rows do not fit: ${station}: ${reason}`,
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
  const isAsRun =
    bench.leadsOn(revision) &&
    downgrade !== "irreversible" &&
    !movesRows(trial, revision) &&
    (await runsAgainBare(trial, revision, start));
  if (isAsRun) bench.isAt(revision);
  else await bench.spoil();
}

/** Goes down, takes our rows out, and goes up once more; says whether it is now where a plain upgrade leads. */
async function runsAgainBare(trial: Trial, revision: string, start: Start): Promise<boolean> {
  try {
    await trial.takeBack(revision);
    if (!(await isBare(trial, start))) return false;
    await trial.up([revision]);
    return true;
  } catch {
    // What it did twice it has not done a third time; that it was proved stays true.
    return false;
  }
}

const ON_ROWS: ReadonlySet<string> = new Set<Operation["kind"]>([
  "execute",
  "run",
  "batches",
  "bulkInsert",
  "copyRows",
  "backfill",
]);

/** Whether a second run may leave other rows than the first, if only because sequences go on. */
function movesRows({ steps }: Trial, revision: string): boolean {
  return steps
    .filter(({ step }) => step.revision === revision)
    .flatMap((step) => step.operations)
    .some(({ kind }) => ON_ROWS.has(kind) || !Object.hasOwn(operations, kind));
}
