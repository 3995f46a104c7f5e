import { type Connection, transactionStatus } from "@limbeck/database";

export type Rows = readonly Record<string, unknown>[];

const SAVEPOINT = "limbeck_apart";

/**
 * How questions stand in a transaction of which nothing remains, settings included. The caller's own transaction is not
 * ended: there a savepoint stands in.
 */
const FRAMES = {
  none: { begin: "BEGIN", end: ["ROLLBACK"] },
  open: {
    begin: `SAVEPOINT ${SAVEPOINT}`,
    end: [`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`, `RELEASE SAVEPOINT ${SAVEPOINT}`],
  },
} as const;

/** In a transaction of our own, questions to the catalog are read only and see one snapshot. */
export const READING = "ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/**
 * Sends statements in one round trip and takes all that they did back; gives the rows of each. `mode` is that of the
 * transaction where we begin it.
 */
export async function askApart(
  connection: Connection,
  mode: typeof READING | "",
  statements: readonly string[],
): Promise<readonly Rows[]> {
  const status = await transactionStatus(connection);
  const { begin, end } = FRAMES[status === "none" ? "none" : "open"];
  const first = status === "none" ? `${begin} ${mode}` : begin;
  try {
    const rows = await connection.batch([first, ...statements, ...end]);
    return rows.slice(1, 1 + statements.length);
  } catch (error) {
    // A connection that is lost has nothing to take back, and the first error is the one to tell.
    await connection.batch(end).catch(() => undefined);
    throw error;
  }
}
