import { bound, type SqliteSession } from "./session.ts";
import { lockedFirst } from "./lockedFirst.ts";
import { type TextDriver, textSession } from "./textSession.ts";
import { fromSqlite } from "./values.ts";

/** A database of better-sqlite3, as far as we use it; that of the package `libsql` has the same interface. */
export interface BetterSqlite3Database {
  readonly inTransaction: boolean;
  prepare(sql: string): BetterSqlite3Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

interface BetterSqlite3Statement {
  /** Whether it answers rows; `all` throws if it does not. */
  readonly reader: boolean;
  safeIntegers(toggle: boolean): unknown;
  raw(toggle: boolean): unknown;
  columns(): readonly { readonly name: string }[];
  all(...params: unknown[]): unknown[];
  run(...params: unknown[]): unknown;
}

/** A session on a database of better-sqlite3. */
export function betterSqlite3Session(database: BetterSqlite3Database): SqliteSession {
  return textSession(driverOf(database, "better-sqlite3"));
}

/** A session on a database of `libsql`. */
export function libsqlDatabaseSession(database: BetterSqlite3Database): SqliteSession {
  return textSession(lockedFirst(driverOf(database, "libsql")));
}

function driverOf(database: BetterSqlite3Database, driver: string): TextDriver {
  return {
    driver,
    rows: (sql, params) => {
      const statement = database.prepare(sql);
      if (!statement.reader) {
        statement.run(...bound(params));
        return { columns: [], rows: [] };
      }
      // Otherwise integers beyond 2^53 arrive rounded.
      statement.safeIntegers(true);
      statement.raw(true);
      const rows = statement.all(...bound(params)) as unknown[][];
      return {
        columns: statement.columns().map(({ name }) => name),
        rows: rows.map((row) => row.map(fromSqlite)),
      };
    },
    script: (sql) => {
      database.exec(sql);
    },
    inTransaction: () => database.inTransaction,
    close: () => {
      database.close();
    },
  };
}
