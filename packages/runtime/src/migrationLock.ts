import { type Connection, lockKey } from "@limbeck/database";
import { cancelBy } from "./cancel.ts";
import { lockNeedsConnection } from "./errors.ts";
import { withLock } from "./lock.ts";
import { type Access, type RunOptions } from "./options.ts";
import { type Session } from "./session.ts";

/** What a run works with. */
export interface Runner {
  readonly connection: Connection;
  readonly session: Session;
  readonly options: RunOptions;
}

/**
 * Runs `act` while holding the migration lock of the version table, on a session of its own where there can be one.
 * Errors: `lock-not-obtained` (5), `lock-needs-connection` (2).
 */
export async function underMigrationLock<T>(
  access: Access,
  runner: Runner,
  act: () => Promise<T>,
): Promise<T> {
  const { connection, session, options } = runner;
  const scope = options.lock ?? "session";
  if (scope === "none") return act();
  // An embedded database has one session only.
  const connect = connection.engine === "pglite" ? undefined : access.connect;
  const { lockWait: wait, signal, report } = options;
  const { database, table } = session;
  const key = lockKey({ database, schema: table.schema, versionTable: table.name });
  const request = { key, scope, wait, signal, report };
  if (connect !== undefined) {
    return onHolder(await connect(), access, runner, (holder) =>
      withLock({ ...request, connection: holder }, act),
    );
  }
  if (scope === "transaction") throw lockNeedsConnection();
  return withLock({ ...request, connection }, act);
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
