import { type Connection, onDialect } from "./connection.ts";
import { beginPostgres, commitPostgres, postgresStatus } from "./postgres/transaction.ts";

export interface TransactionOptions {
  readonly readOnly?: boolean;
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
}

/** `failed`: in a transaction of which a statement has failed, so that all that the server takes is its end. */
export type TransactionStatus = "none" | "open" | "failed";

/** Whether a transaction is open, which an application's own client may have begun before we came. */
export async function transactionStatus(connection: Connection): Promise<TransactionStatus> {
  return onDialect<TransactionStatus | Promise<TransactionStatus>>(connection, {
    postgres: postgresStatus,
    sqlite: ({ transaction }) => (transaction.isOpen() ? "open" : "none"),
  });
}

/** On SQLite one that may write takes the write lock at once. Errors: `database-locked`. */
export async function begin(connection: Connection, options: TransactionOptions = {}): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) => beginPostgres(postgres, options),
    sqlite: ({ transaction }) => transaction.begin(options.readOnly === true ? "deferred" : "immediate"),
  });
}

/** Errors: `statement-failed`, from a deferred constraint for instance; `transaction-rolled-back`. */
export async function commit(connection: Connection): Promise<void> {
  await onDialect(connection, {
    postgres: commitPostgres,
    sqlite: ({ transaction }) => transaction.commit(),
  });
}

export async function rollback(connection: Connection): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) => postgres.execute("ROLLBACK"),
    sqlite: ({ transaction }) => transaction.rollback(),
  });
}

/**
 * Runs `act` in a transaction, which is committed if it succeeds and rolled back if it throws. Where a transaction is open
 * already, a savepoint stands in for it, and `options` say nothing.
 */
export async function inTransaction<T>(
  connection: Connection,
  act: () => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if ((await transactionStatus(connection)) !== "none") return inSavepoint(connection, act);
  await begin(connection, options);
  try {
    const answer = await act();
    await commit(connection);
    return answer;
  } catch (error) {
    await undo(connection);
    throw error;
  }
}

/** Takes back what is open; a connection that is lost has nothing open, and the first error is the one to tell. */
async function undo(connection: Connection): Promise<void> {
  try {
    if ((await transactionStatus(connection)) !== "none") await rollback(connection);
  } catch {
    return;
  }
}

let savepoints = 0;

/** Runs `act` inside a savepoint of the open transaction: if it throws, only its own work is taken back. */
export async function inSavepoint<T>(connection: Connection, act: () => Promise<T>): Promise<T> {
  const name = `limbeck_savepoint_${++savepoints}`;
  await connection.execute(`SAVEPOINT ${name}`);
  try {
    const answer = await act();
    await connection.execute(`RELEASE SAVEPOINT ${name}`);
    return answer;
  } catch (error) {
    await connection
      .execute(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`)
      .catch(() => undefined);
    throw error;
  }
}
