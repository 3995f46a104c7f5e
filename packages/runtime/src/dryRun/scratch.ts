import { begin, commit, type Connection, rollback, transactionStatus } from "@limbeck/database";

import { type RunOptions } from "../options.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { type ReadyItem } from "../steps/readyItems.ts";
import { freely } from "./freely.ts";
import { segmentsOf, type Part, type Segment } from "../steps/segment.ts";
import { breathe } from "../steps/runSteps.ts";
import { serverWords } from "../steps/serverWords.ts";
import { type LockWatch, watchLocks } from "./locks.ts";
import {
  itemsInHand,
  newTrial,
  noteTried,
  runTried,
  tellStep,
  type Trial,
  trialFailed,
  triedSteps,
} from "./trial.ts";
import { type TriedStep } from "./tried.ts";

/**
 * Runs prepared steps on a scratch database that is where they start, and tells which tables each statement locks: read from
 * the server, in transactions cut as those of a run. Version rows are not written. Errors: as `upgrade`, said of a dry run.
 */
export async function tryOnScratch(
  scratch: Connection,
  steps: readonly PreparedStep[],
  options: RunOptions = {},
): Promise<readonly TriedStep[]> {
  const trial = newTrial(scratch, options, steps);
  try {
    await freely(scratch, async () => {
      for (const segment of segmentsOf(steps, options.transaction ?? "revision")) {
        await breathe(scratch);
        await trySegment(trial, segment);
      }
    });
  } catch (error) {
    await undo(scratch);
    throw trialFailed(trial, error, "On the scratch database the revisions do not run one after the other.");
  }
  return triedSteps(trial);
}

async function trySegment(trial: Trial, { transaction, parts }: Segment): Promise<void> {
  const { connection } = trial;
  if (!transaction) {
    for (const part of parts) await eachItem(trial, part, (item) => tryAlone(trial, part.step, item));
    return;
  }
  await begin(connection);
  const watch = await watchLocks(connection);
  for (const part of parts) await eachItem(trial, part, (item) => tryWatched(trial, part.step, item, watch));
  await commit(connection);
}

async function eachItem(trial: Trial, part: Part, act: (item: ReadyItem) => Promise<void>): Promise<void> {
  const { step, items } = part;
  if (trial.at?.step !== step) tellStep(trial, step);
  for await (const item of itemsInHand(trial, step, items)) await act(item);
}

async function tryWatched(
  trial: Trial,
  step: PreparedStep,
  item: ReadyItem,
  watch: LockWatch,
): Promise<void> {
  await runTried(trial, step, item, true);
  noteTried(trial, step, item, { locks: await watch.news() });
}

/** `active_sql_transaction`: the statement refuses to run in one. */
const OUTSIDE = "25001";

/** Its locks go with the statement, so it is put into a transaction to look at them, if it lets itself. */
async function tryAlone(trial: Trial, step: PreparedStep, item: ReadyItem): Promise<void> {
  const { connection } = trial;
  if (item.kind === "statement" && item.statement.transaction !== "outside") {
    try {
      await begin(connection);
      await tryWatched(trial, step, item, await watchLocks(connection));
      await commit(connection);
      return;
    } catch (error) {
      if (serverWords(error).sqlstate !== OUTSIDE) throw error;
      await undo(connection);
    }
  }
  await runTried(trial, step, item, false);
  noteTried(trial, step, item, {});
}

async function undo(connection: Connection): Promise<void> {
  if ((await transactionStatus(connection)) !== "none") await rollback(connection);
}
