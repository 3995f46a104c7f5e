import { commit, type Connection, inSavepoint, rollback, transactionStatus } from "@limbeck/database";
import { quoteString } from "@limbeck/operations";

/** A setting of the server that holds for one transaction. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/**
 * Runs `act` in a transaction with these settings: committed if it succeeds, rolled back if it throws. In a transaction that
 * the application has opened a savepoint stands in for it, and the settings are put back afterwards. `act` is told the session
 * that the transaction runs in: behind a pooler each may have another.
 */
export async function inSettings<T>(
  connection: Connection,
  settings: readonly Setting[],
  act: (pid: number | undefined) => Promise<T>,
): Promise<T> {
  if ((await transactionStatus(connection)) !== "none")
    return inOpenTransaction(connection, settings, () => act(undefined));
  // One round trip for all.
  const begin = [
    "BEGIN",
    ...settings.map((setting) => settingSql(setting)),
    "SELECT pg_backend_pid() AS pid",
  ];
  const pid = Number((await connection.batch(begin)).at(-1)?.[0]?.["pid"]);
  try {
    const answer = await act(pid);
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
    await connection.execute(settings.map((setting) => settingSql(setting)).join("; "));
    const answer = await act();
    await connection.execute(before.map((setting) => settingSql(setting)).join("; "));
    return answer;
  });
}

/** Runs `act` with these settings of the session, and puts them back. */
export async function withSettings<T>(
  connection: Connection,
  settings: readonly Setting[],
  act: () => Promise<T>,
): Promise<T> {
  const before = await readSettings(connection, settings);
  await connection.execute(settings.map((setting) => settingSql(setting, "session")).join("; "));
  try {
    return await act();
  } finally {
    const back = before.map((setting) => settingSql(setting, "session")).join("; ");
    // A session that is lost has no settings any more.
    await connection.execute(back).catch(() => undefined);
  }
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

export function settingSql(
  { name, value }: Setting,
  scope: "transaction" | "session" = "transaction",
): string {
  return `SELECT set_config(${quoteString(name)}, ${quoteString(value)}, ${scope === "transaction"})`;
}

/** The first error is the one to tell; a session that is lost has nothing open. */
async function undo(connection: Connection): Promise<void> {
  try {
    if ((await transactionStatus(connection)) !== "none") await rollback(connection);
  } catch {
    return;
  }
}
