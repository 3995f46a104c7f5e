import type { PostgresConnection } from "./postgres/connection.ts";
import type { SqliteConnection } from "./sqlite/connection.ts";

/** One session on a database, whatever the driver. Statements are sent one after the other: await each. */
export type Connection = PostgresConnection | SqliteConnection;

/** What a session answers on every database. */
export interface Session {
  /**
   * Runs one statement, with `$1` … as parameters. PostgreSQL: JSON arrives parsed, `int2`, `int4` and `oid` as numbers, booleans
   * as such, everything else as text. SQLite: integers and reals as numbers (as bigint beyond 2^53), blobs as Buffer.
   * Errors: `statement-failed`, `connection-lost`, `cancelled`, and on SQLite those of `sqlite/refused.ts`.
   */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<Row[]>;
  /**
   * Runs several statements in one round trip, and answers their rows. Each text must be one statement. Outside a transaction
   * they form one: when one fails, none has happened.
   */
  batch(statements: readonly string[]): Promise<Record<string, unknown>[][]>;
  /** Runs a text that may hold any number of statements; what they answer is thrown away. */
  execute(sql: string): Promise<void>;
  /** Ends what was begun for this connection; an application's own client stays open. */
  close(): Promise<void>;
}

/** One answer per dialect, each given the connection as what it is. */
type PerDialect<T> = {
  readonly [D in Connection["dialect"]]: (connection: Extract<Connection, { dialect: D }>) => T;
};

/** The answer of the connection's dialect: the one place that asks which one it is. */
export function onDialect<T>(connection: Connection, answers: PerDialect<T>): T {
  switch (connection.dialect) {
    case "postgres":
      return answers.postgres(connection);
    case "sqlite":
      return answers.sqlite(connection);
  }
}
