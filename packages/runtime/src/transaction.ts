import { commit, type Connection, inSavepoint, rollback, transactionStatus } from "@limbeck/database";
import { quoteString } from "@limbeck/operations";

/** A setting of the server that holds for one transaction. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/**
 * Runs `act` in a transaction with these settings: committed if it succeeds, rolled back if it throws. In a transaction that
 * the application has opened a savepoint stands in for it, and the settings are put back afterwards.
 */
export async function inSettings<T>(
  connection: Connection,
  settings: readonly Setting[],
  act: () => Promise<T>,
): Promise<T> {
  if ((await transactionStatus(connection)) !== "none") return inOpenTransaction(connection, settings, act);
  // One round trip for both.
  await connection.execute(["BEGIN", ...settings.map(settingSql)].join("; "));
  try {
    const answer = await act();
    await commit(connection);
    return answer;
  } catch (error) {
    await undo(connection);
    throw error;
  }
}

/** A rolled back savepoint takes the settings back by itself, a released one does not. */
async function inOpenTransaction<T>(
  connection: Connection,
  settings: readonly Setting[],
  act: () => Promise<T>,
): Promise<T> {
  return inSavepoint(connection, async () => {
    const before = await readSettings(connection, settings);
    await connection.execute(settings.map(settingSql).join("; "));
    const answer = await act();
    await connection.execute(before.map(settingSql).join("; "));
    return answer;
  });
}

async function readSettings(
  connection: Connection,
  settings: readonly Setting[],
): Promise<readonly Setting[]> {
  const names = settings.map(({ name }) => name);
  return connection.query<Setting>(
    "SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name",
    [names],
  );
}

export function settingSql({ name, value }: Setting): string {
  return `SELECT set_config(${quoteString(name)}, ${quoteString(value)}, true)`;
}

/** The first error is the one to tell; a session that is lost has nothing open. */
async function undo(connection: Connection): Promise<void> {
  try {
    if ((await transactionStatus(connection)) !== "none") await rollback(connection);
  } catch {
    return;
  }
}
