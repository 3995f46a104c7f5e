import { type Connection, onDialect } from "@limbeck/database";
import { type Operation } from "@limbeck/operations";

import { performOnPostgres } from "./postgres/perform.ts";
import { performOnSqlite } from "./sqlite/perform.ts";

/** Runs one statement of an operation. */
export type RunStatement = (sql: string, operation: Operation) => Promise<void>;

/**
 * Brings operations to a database of ours, statement by statement, each by `run`. On SQLite all of them are one transaction.
 * Errors: those of `run`; `revision-unsupported`.
 */
export async function perform(
  connection: Connection,
  operations: readonly Operation[],
  run: RunStatement = (sql) => connection.execute(sql),
): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) => performOnPostgres(postgres, operations, run),
    sqlite: (sqlite) => performOnSqlite(sqlite, operations, run),
  });
}
