import { type Connection, onDialect } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { interrupted } from "../errors.ts";
import { type Report } from "../event.ts";
import { type Access, type RunOptions } from "../options.ts";

/** Runs `act` on the application's own connection, or on a new one that is closed again. */
export async function onConnection<T>(
  access: Access,
  act: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (access.connection !== undefined) return act(access.connection);
  const connection = await access.connect();
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

/** As `onConnection`, hearing the server's notices and the signal. Errors: `cancelled` (130). */
export async function onWatchedConnection<T>(
  access: Access,
  { report, signal }: Pick<RunOptions, "report" | "signal">,
  act: (connection: Connection) => Promise<T>,
): Promise<T> {
  const isAborted = (): boolean => signal?.aborted === true;
  if (isAborted()) throw interrupted();
  try {
    return await onConnection(access, (connection) => hearing(connection, report, () => act(connection)));
  } catch (error) {
    // A pause that the signal ended throws the signal's own error.
    if (isAborted() && !isLimbeckError(error)) throw interrupted(error);
    throw error;
  }
}

async function hearing<T>(
  connection: Connection,
  report: Report | undefined,
  act: () => Promise<T>,
): Promise<T> {
  if (report === undefined) return act();
  const unlisten = onDialect(connection, {
    postgres: (postgres) =>
      postgres.onNotice((notice) => {
        report({ kind: "notice", notice });
      }),
    // It has none.
    sqlite: () => () => undefined,
  });
  try {
    return await act();
  } finally {
    unlisten();
  }
}
