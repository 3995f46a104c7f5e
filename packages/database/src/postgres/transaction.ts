import { isLimbeckError } from "@limbeck/model";
import type { PostgresConnection } from "./connection.ts";
import { transactionRolledBack } from "../errors.ts";
import type { TransactionOptions, TransactionStatus } from "../transaction.ts";
import { refused } from "./refused.ts";

/** Whether a transaction is open, which an application's own client may have begun before we came. */
export async function postgresStatus(connection: PostgresConnection): Promise<TransactionStatus> {
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
async function askForStatus(connection: PostgresConnection): Promise<TransactionStatus> {
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

export async function beginPostgres(
  connection: PostgresConnection,
  options: TransactionOptions = {},
): Promise<void> {
  const isolation =
    options.isolation === undefined ? "" : ` ISOLATION LEVEL ${options.isolation.toUpperCase()}`;
  await connection.execute(`BEGIN${isolation}${options.readOnly === true ? " READ ONLY" : ""}`);
}

/** Errors: `statement-failed`, from a deferred constraint for instance; `transaction-rolled-back`. */
export async function commitPostgres(connection: PostgresConnection): Promise<void> {
  const result = await connection.client.query({ text: "COMMIT" }).catch((error: unknown) => {
    throw refused(error, "COMMIT");
  });
  // To COMMIT in a failed transaction the server answers ROLLBACK, without an error.
  if (!Array.isArray(result) && result.command === "ROLLBACK") throw transactionRolledBack();
}
