import { bound, type SqliteSession } from "./session.ts";
import { textSession } from "./textSession.ts";
import { fromSqlite } from "./values.ts";

/** A database of `node:sqlite`, as far as we use it. */
export interface NodeSqliteDatabase {
  readonly isTransaction: boolean;
  prepare(sql: string): NodeSqliteStatement;
  exec(sql: string): void;
  close(): void;
}

interface NodeSqliteStatement {
  setReadBigInts(enabled: boolean): void;
  setReturnArrays(enabled: boolean): void;
  columns(): readonly { readonly name: string }[];
  all(...params: unknown[]): unknown[];
}

/** A session on a database of `node:sqlite`. */
export function nodeSqliteSession(database: NodeSqliteDatabase): SqliteSession {
  return textSession({
    driver: "node:sqlite",
    rows: (sql, params) => {
      const statement = database.prepare(sql);
      // Otherwise an integer beyond 2^53 is an error.
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      const rows = statement.all(...bound(params)) as unknown[][];
      return {
        columns: statement.columns().map(({ name }) => name),
        rows: rows.map((row) => row.map(fromSqlite)),
      };
    },
    script: (sql) => database.exec(sql),
    inTransaction: () => database.isTransaction,
    close: () => database.close(),
  });
}
