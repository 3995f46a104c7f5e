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
export function textSession({ driver, rows, script, inTransaction, close }: TextDriver): SqliteSession {
  return {
    driver,
    everyBatchIsTransaction: false,
    rows: async (sql, params) => turn(() => rows(sql, params)),
    script: async (sql) => turn(() => script(sql)),
    inTransaction,
    begin: async (mode) => turn(() => script(`BEGIN ${mode.toUpperCase()}`)),
    commit: async () => turn(() => script("COMMIT")),
    rollback: async () => turn(() => script("ROLLBACK")),
    close: async () => turn(close),
  };
}

/**
 * Lets the event loop turn before each statement: otherwise a signal would not be heard, and no timer would fire, until the last
 * statement of a migration is done.
 */
async function turn<T>(act: () => T): Promise<T> {
  await new Promise((resolve) => setImmediate(resolve));
  return act();
}
