import { type Connection, lockKey, transactionStatus } from "@limbeck/database";
import { cancelBy } from "./cancel.ts";
import { lockNeedsConnection } from "../errors.ts";
import { type LockRequest, withLock } from "./lock.ts";
import { type Access, type Connect, type RunOptions } from "../options.ts";
import { type Session } from "./session.ts";

/** What a run works with. */
export interface Runner {
  readonly connection: Connection;
  readonly session: Session;
  readonly options: RunOptions;
  /** The session that holds the lock; it has the time to see what the other one waits for. */
  readonly helper?: Connection;
  readonly connect?: Connect;
}

/**
 * Runs `act` while holding the migration lock of the version table, on a session of its own where there can be one.
 * Errors: `lock-not-obtained` (5), `lock-needs-connection` (2).
 */
export async function underMigrationLock<T>(
  access: Access,
  runner: Runner,
  act: (runner: Runner) => Promise<T>,
): Promise<T> {
  const { connection, options } = runner;
  const scope = options.lock ?? "session";
  // An embedded database has one session only.
  const connect = connection.engine === "pglite" ? undefined : access.connect;
  const reaching = connect === undefined ? runner : { ...runner, connect };
  if (scope === "none") return act(reaching);
  const request = requestOf(runner, scope);
  if (connect !== undefined) {
    return onHolder(await connect(), access, runner, (helper) =>
      withLock({ ...request, connection: helper }, () =>
        atWork(access, { ...reaching, helper }, () => act({ ...reaching, helper })),
      ),
    );
  }
  if (scope === "transaction") throw lockNeedsConnection();
  return withLock({ ...request, connection }, () => act(reaching));
}

function requestOf(
  { session, options }: Runner,
  scope: LockRequest["scope"],
): Omit<LockRequest, "connection"> {
  const { lockWait: wait, signal, report } = options;
  const { database, table } = session;
  const name = { database, schema: table.schema, versionTable: table.name };
  const work = lockKey({ ...name, part: "work" });
  return { key: lockKey(name), work, scope, wait, signal, report };
}

/**
 * Holds a second lock with the session that does the work. When a process is killed, the session that held the first one is gone
 * at once, but the statement in hand may go on: the next run must not begin beside it. The server is asked to look every
 * second whether anybody is there.
 */
async function atWork<T>(access: Access, runner: Runner, act: () => Promise<T>): Promise<T> {
  const { connection, options } = runner;
  if (options.lock === "transaction") return act();
  const { work, report, ...request } = requestOf(runner, "session");
  const waiting: RunOptions["report"] = (event) => {
    if (event.kind !== "lockTaken") report?.(event);
  };
  return withLock({ ...request, key: work, work, connection, report: waiting }, async () => {
    const isOurs = access.connection === undefined;
    if (isOurs && (await transactionStatus(connection)) === "none") await lookForClient(connection);
    return act();
  });
}

/** Not every system that servers run on can do that. */
async function lookForClient(connection: Connection): Promise<void> {
  await connection.execute("SET client_connection_check_interval = 1000").catch(() => undefined);
}

/** The session that holds the lock is idle for as long as the run takes, and may be lent by a pool. */
async function onHolder<T>(
  holder: Connection,
  access: Access,
  { session, options }: Runner,
  act: (holder: Connection) => Promise<T>,
): Promise<T> {
  // A connection that `connect` opened hears the signal itself; an application's own is cancelled from here.
  const unwatch = access.connection === undefined ? undefined : cancelBy(holder, session.pid, options.signal);
  const isSession = options.lock !== "transaction";
  try {
    if (isSession) await holder.execute("SET idle_session_timeout = 0");
    return await act(holder);
  } finally {
    unwatch?.();
    if (isSession) await holder.execute("RESET idle_session_timeout").catch(() => undefined);
    await holder.close();
  }
}
