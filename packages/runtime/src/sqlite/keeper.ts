import { commit, inSavepoint, rollback, type SqliteConnection, transactionStatus } from "@limbeck/database";
import { type Keeper } from "../session/keeper.ts";
import { type Runner } from "../session/migrationLock.ts";
import { type Segment } from "../steps/segment.ts";
import {
  checkForeignKeys,
  isForeignKeysBroken,
  switchOff,
  type Violation,
  violations,
} from "./foreignKeys.ts";
import { checkUnmoved, Moved } from "./moved.ts";
import { LOCKED, patiently, untilFree } from "./patience.ts";
import { planLive, refuseRebuilds, unfoldingOn } from "./rebuild.ts";
import { sqliteOf } from "./sqliteOf.ts";

/**
 * A file has no lock but that of a transaction. So the run as a whole holds none: each of its transactions takes the write lock
 * first, looks whether the database is still where it should be, and if another run was faster, all is planned again.
 */
export const sqliteKeeper: Keeper = {
  refuse: refuseRebuilds,
  underLock: async (_access, runner, act) => {
    for (;;) {
      try {
        return await act(runner);
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
      }
    }
  },
  inTransaction: async (runner, segment, progress, act) => {
    const work = async (): Promise<void> => {
      await checkUnmoved(runner, segment, progress);
      await act(undefined);
    };
    // In a transaction of the application foreign keys are as they are.
    if ((await transactionStatus(runner.connection)) !== "none") return inSavepoint(runner.connection, work);
    await (mayRebuild(segment) ? withoutForeignKeys(runner, work) : inLock(runner, work));
  },
  outside: (_runner, act) => act(),
  patiently,
  writing: async (runner, act) =>
    (await transactionStatus(runner.connection)) === "none" ? inLock(runner, act) : act(),
  planLive,
  unfolding: unfoldingOn,
};

function mayRebuild({ parts }: Segment): boolean {
  return parts.some(({ items }) => items.some(({ kind }) => kind === "late"));
}

/** Runs `act` in a transaction that has the write lock from its beginning. */
async function inLock<T>({ connection, options }: Runner, act: () => Promise<T>): Promise<T> {
  const { transaction } = sqliteOf(connection);
  await untilFree(options, async () => ((await transaction.tryBegin()) ? undefined : LOCKED));
  try {
    const answer = await act();
    await commit(connection);
    return answer;
  } catch (error) {
    await undo(sqliteOf(connection));
    throw error;
  }
}

/** The first error is the one to tell. */
async function undo(connection: SqliteConnection): Promise<void> {
  await rollback(connection).catch(() => undefined);
}

/** The same, with foreign keys switched off, and checked before the end. */
async function withoutForeignKeys(runner: Runner, act: () => Promise<void>): Promise<void> {
  const restore = await switchOff(sqliteOf(runner.connection));
  try {
    await checked(runner, act);
  } finally {
    await restore();
  }
}

/**
 * A check reads all tables that refer to others. What referred to nothing before is looked for only where something does so in the end: then all
 * is taken back, and where it is found, done once more.
 */
async function checked(runner: Runner, act: () => Promise<void>): Promise<void> {
  const connection = sqliteOf(runner.connection);
  const attempt = (before: readonly Violation[]): Promise<void> =>
    inLock(runner, async () => {
      await act();
      await checkForeignKeys(connection, before);
    });
  try {
    await attempt([]);
  } catch (error) {
    const before = isForeignKeysBroken(error) ? await violations(connection) : [];
    if (before.length === 0) throw error;
    await attempt(before);
  }
}
