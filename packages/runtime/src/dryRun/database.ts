import { type Connection, inSavepoint, onDialect } from "@limbeck/database";
import { describe } from "@limbeck/operations";

import { onWatchedConnection } from "../session/access.ts";
import { downgradeCommand } from "../downgrade.ts";
import { transactionEnded } from "../errors.ts";
import { keeperOf } from "../session/keeper.ts";
import { type Runner } from "../session/migrationLock.ts";
import { type Command, planOn } from "../perform.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { type ReadyItem } from "../steps/readyItems.ts";
import { freely } from "./freely.ts";
import { readHalfRuns } from "../ledger/halfRun.ts";
import { resume } from "../ledger/resume.ts";
import { settingsOf } from "../postgres/settings.ts";
import { pauseAfter, RETRIES } from "../steps/runSteps.ts";
import { lostLockRace, serverWords } from "../steps/serverWords.ts";
import { readSession } from "../session/session.ts";
import { settingSql } from "../session/transaction.ts";
import { type MigrateInput, upgradeCommand } from "../upgrade.ts";
import { versionTable } from "../ledger/versionTable.ts";
import { type LockWatch, watchLocks } from "./locks.ts";
import { inRollback, inStatement } from "./rollback.ts";
import { checkDeferred, isTrapped, setTrap } from "./trap.ts";
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

/** What a run on the database would do, as it was tried there. */
export interface TriedRun {
  /** The version rows, before and after. */
  readonly rows: readonly string[];
  readonly steps: readonly TriedStep[];
}

/**
 * Runs what `upgrade` would run, in one transaction that is rolled back: no table, no version row, no history row is left,
 * only the sequences stay where they were advanced to, as they do for every transaction. It takes the migration lock, and each
 * statement waits for `lockTimeout`. What must stand outside a transaction is left out, and says so. Callbacks are told by
 * `context.dryRun`. Errors: as `upgrade`; `migration-failed` says that it was a dry run.
 */
export function tryUpgrade(input: MigrateInput<string | readonly string[]>): Promise<TriedRun> {
  return tryCommand(upgradeCommand(input));
}

/** The same of `downgrade`. */
export function tryDowngrade(input: MigrateInput<string>): Promise<TriedRun> {
  return tryCommand(downgradeCommand(input));
}

function tryCommand(command: Command): Promise<TriedRun> {
  const { access, options } = command;
  return onWatchedConnection(access, options, async (connection) => {
    const first = await planOn(connection, command);
    if (first.steps.length === 0) return { rows: first.rows, steps: [] };
    await options.approve?.(await command.prepare(first.steps, connection), connection);
    const session = await readSession(connection, versionTable(options.table));
    const runner: Runner = { connection, session, options };
    return keeperOf(connection).underLock(access, runner, async (locked) => {
      const { rows, steps } = await planOn(connection, command);
      const prepared = await command.prepare(steps, connection);
      const left = resume(prepared, await readHalfRuns(connection, session.table));
      return { rows, steps: await tryRetrying(locked, left) };
    });
  });
}

async function tryRetrying(runner: Runner, steps: readonly PreparedStep[]): Promise<readonly TriedStep[]> {
  const { connection, options } = runner;
  for (let attempt = 1; ; attempt += 1) {
    const trial = newTrial(connection, options, steps);
    try {
      await freely(connection, () => inRollback(connection, () => trySteps(trial, runner)));
      return triedSteps(trial);
    } catch (error) {
      if (trial.at === undefined || !lostLockRace(error) || attempt > (options.lockRetries ?? RETRIES))
        throw trialFailed(trial, error, undefined);
      await pauseAfter({ ...trial.at, error }, attempt, options);
    }
  }
}

async function trySteps(trial: Trial, runner: Runner): Promise<void> {
  const { connection } = trial;
  await setTrap(connection);
  const watch = await watchLocks(connection);
  const settings = onDialect(connection, {
    postgres: () =>
      settingsOf(runner)
        .map((setting) => settingSql(setting))
        .join("; "),
    // It has none.
    sqlite: () => "",
  });
  for (const step of trial.steps) {
    // As at the start of each transaction of a run.
    await connection.execute(settings);
    tellStep(trial, step);
    for await (const item of itemsInHand(trial, step, step.items)) await tryItem(trial, step, item, watch);
    await tryCommit(connection);
  }
}

async function tryItem(trial: Trial, step: PreparedStep, item: ReadyItem, watch: LockWatch): Promise<void> {
  const { connection } = trial;
  if (item.kind === "statement" && item.statement.transaction === "outside") {
    noteTried(trial, step, item, { untried: OUTSIDE });
    return;
  }
  const failure = await inStatement(connection, () => runTried(trial, step, item, true)).catch(
    (error: unknown) => {
      if (isTrapped(error)) throw transactionEnded(item.revision, describe(item.operation));
      throw error;
    },
  );
  const untried = failure === undefined ? undefined : untriable(failure.error);
  if (failure !== undefined && untried === undefined) throw failure.error;
  noteTried(trial, step, item, untried === undefined ? { locks: await watch.news() } : { untried });
}

/** Checks what a COMMIT checks, in a savepoint that is rolled back. */
async function tryCommit(connection: Connection): Promise<void> {
  const passed = new Error("rolled back");
  try {
    await inSavepoint(connection, async () => {
      await checkDeferred(connection);
      throw passed;
    });
  } catch (error) {
    if (error !== passed) throw error;
  }
}

const OUTSIDE = "it must stand outside a transaction";

/** What the server refuses only because all of it is one transaction. */
function untriable(error: unknown): string | undefined {
  if (isTrapped(error)) return "it checks constraints that are not to be checked before the end";
  const { sqlstate = "" } = serverWords(error);
  return UNTRIABLE[sqlstate];
}

const UNTRIABLE: Readonly<Record<string, string>> = {
  // active_sql_transaction
  "25001": OUTSIDE,
  // unsafe_new_enum_value_usage
  "55P04": "it uses an enum value that must be committed first",
};
