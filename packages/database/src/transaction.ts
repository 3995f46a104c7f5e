import { isLimbeckError } from "@limbeck/model";
import type { Connection } from "./connection.ts";
import { transactionRolledBack } from "./errors.ts";
import { refused } from "./refused.ts";

export interface TransactionOptions {
  readonly readOnly?: boolean;
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
}

/** `failed`: in a transaction of which a statement has failed, so that all that the server takes is its end. */
export type TransactionStatus = "none" | "open" | "failed";

/** Whether a transaction is open, which an application's own client may have begun before we came. */
export async function transactionStatus(connection: Connection): Promise<TransactionStatus> {
  switch (connection.client.getTransactionStatus?.()) {
    case "I":
      return "none";
    case "T":
      return "open";
    case "E":
      return "failed";
    case null:
    case undefined:
      return askForStatus(connection);
  }
}

/** Asks a client that cannot tell: a savepoint is refused outside a transaction (25P01), and in a failed one (25P02). */
async function askForStatus(connection: Connection): Promise<TransactionStatus> {
  try {
    await connection.execute("SAVEPOINT limbeck_status");
  } catch (error) {
    const state = isLimbeckError(error) ? error.facts["sqlstate"] : undefined;
    if (state === "25P01") return "none";
    if (state === "25P02") return "failed";
    throw error;
  }
  await connection.execute("RELEASE SAVEPOINT limbeck_status");
  return "open";
}

export async function begin(connection: Connection, options: TransactionOptions = {}): Promise<void> {
  const isolation =
    options.isolation === undefined ? "" : ` ISOLATION LEVEL ${options.isolation.toUpperCase()}`;
  await connection.execute(`BEGIN${isolation}${options.readOnly === true ? " READ ONLY" : ""}`);
}

/** Errors: `statement-failed`, from a deferred constraint for instance; `transaction-rolled-back`. */
export async function commit(connection: Connection): Promise<void> {
  const result = await connection.client.query({ text: "COMMIT" }).catch((error: unknown) => {
    throw refused(error, "COMMIT");
  });
  // To COMMIT in a failed transaction the server answers ROLLBACK, without an error.
  if (!Array.isArray(result) && result.command === "ROLLBACK") throw transactionRolledBack();
}

export async function rollback(connection: Connection): Promise<void> {
  await connection.execute("ROLLBACK");
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
