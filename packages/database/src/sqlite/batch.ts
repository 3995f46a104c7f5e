import { isReading } from "./isReading.ts";
import type { Send } from "./sender.ts";
import type { BeginMode, SqliteRows, SqliteSession } from "./session.ts";

/** Runs several statements, outside a transaction as one. */
export async function batchOn(
  session: SqliteSession,
  send: Send,
  statements: readonly string[],
): Promise<readonly SqliteRows[]> {
  if (statements.length === 0) return [];
  // For all that may write the lock is taken at the beginning.
  const mode = statements.every(isReading) ? "deferred" : "immediate";
  const atOnce = session.batch?.bind(session, statements, mode);
  if (atOnce !== undefined) return send(statements, atOnce);
  const each = async (): Promise<SqliteRows[]> => {
    const answers: SqliteRows[] = [];
    for (const sql of statements) answers.push(await send(sql, () => session.rows(sql, [])));
    return answers;
  };
  return session.inTransaction() || statements.length === 1 ? each() : inBatch(session, send, mode, each);
}

async function inBatch<T>(
  session: SqliteSession,
  send: Send,
  mode: BeginMode,
  act: () => Promise<T>,
): Promise<T> {
  await send("BEGIN", () => session.begin(mode));
  try {
    const answer = await act();
    await send("COMMIT", () => session.commit());
    return answer;
  } catch (error) {
    if (session.inTransaction()) await session.rollback();
    throw error;
  }
}
