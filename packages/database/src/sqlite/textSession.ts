import { BUSY_TIMEOUT } from "./busy.ts";
import type { SqliteParams, SqliteRows, SqliteSession } from "./session.ts";

/** What a driver in this process is, whose transactions are texts as any other. */
export interface TextDriver {
  readonly driver: string;
  rows(sql: string, params: SqliteParams): SqliteRows;
  script(sql: string): void;
  inTransaction(): boolean;
  close(): void;
}

/** A session on a synchronous driver. */
export function textSession(given: TextDriver): SqliteSession {
  const driver = untilClosed(given);
  const script = (sql: string) =>
    turn(() => {
      if (!driver.inTransaction() && isSeveral(sql)) waiting(driver, () => driver.script(sql));
      else driver.script(sql);
    });
  return {
    driver: driver.driver,
    everyBatchIsTransaction: false,
    rows: (sql, params) => turn(() => driver.rows(sql, params)),
    script,
    inTransaction: () => driver.inTransaction(),
    begin: (mode) => script(`BEGIN ${mode.toUpperCase()}`),
    commit: () => script("COMMIT"),
    rollback: () => script("ROLLBACK"),
    close: () => turn(() => driver.close()),
  };
}

/** `libsql` ends the process when a database that is closed is asked whether it is in a transaction, and better-sqlite3 throws. */
function untilClosed(given: TextDriver): TextDriver {
  let isClosed = false;
  const opened = (): TextDriver => {
    if (isClosed) throw new Error("the connection is closed");
    return given;
  };
  return {
    driver: given.driver,
    rows: (sql, params) => opened().rows(sql, params),
    script: (sql) => opened().script(sql),
    inTransaction: () => !isClosed && given.inTransaction(),
    close: () => {
      if (!isClosed) given.close();
      isClosed = true;
    },
  };
}

/** Perhaps several statements. */
function isSeveral(sql: string): boolean {
  return /;\s*\S/.test(sql);
}

/**
 * Lets the driver itself wait for other connections: what is tried again from outside would be done twice as far as it had come
 * before it found the database locked.
 */
function waiting(driver: TextDriver, act: () => void): void {
  const before = Number(driver.rows("PRAGMA busy_timeout", []).rows[0]?.[0]);
  driver.script(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  try {
    act();
  } finally {
    driver.script(`PRAGMA busy_timeout = ${before}`);
  }
}

/**
 * Lets the event loop turn before each statement: otherwise a signal would not be heard, and no timer would fire, until the last
 * statement of a migration is done.
 */
async function turn<T>(act: () => T): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  return act();
}
