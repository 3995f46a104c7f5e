import { begin, type Connection, rollback, transactionStatus } from "@limbeck/database";

/** Runs `act` in a transaction that is rolled back whatever happens; in one of the application's, in a savepoint. */
export async function inRollback<T>(connection: Connection, act: () => Promise<T>): Promise<T> {
  const isOpen = (await transactionStatus(connection)) !== "none";
  await (isOpen ? connection.execute("SAVEPOINT limbeck_dry_run") : begin(connection));
  try {
    return await act();
  } finally {
    const undo = () =>
      isOpen
        ? connection.execute("ROLLBACK TO SAVEPOINT limbeck_dry_run; RELEASE SAVEPOINT limbeck_dry_run")
        : rollback(connection);
    // A session that is lost, or a transaction that was ended, has nothing open; the first error is the one to tell.
    if ((await statusOf(connection)) !== "none") await undo();
  }
}

/** Runs `act` in a savepoint. What it throws is given back, with the transaction as it was before; thrown if that is over. */
export async function inStatement(
  connection: Connection,
  act: () => Promise<void>,
): Promise<{ readonly error: unknown } | undefined> {
  await connection.execute("SAVEPOINT limbeck_statement");
  try {
    await act();
  } catch (error) {
    if ((await statusOf(connection)) === "none") throw error;
    await connection.execute("ROLLBACK TO SAVEPOINT limbeck_statement; RELEASE SAVEPOINT limbeck_statement");
    return { error };
  }
  await connection.execute("RELEASE SAVEPOINT limbeck_statement");
  return undefined;
}

async function statusOf(connection: Connection): Promise<"none" | "open" | "failed"> {
  return transactionStatus(connection).catch(() => "none");
}
