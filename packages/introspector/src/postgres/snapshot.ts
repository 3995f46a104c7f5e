import { type Connection, transactionStatus } from "@limbeck/database";
import { pinSettings } from "./settings.ts";

type Rows = readonly Record<string, unknown>[];

/**
 * How a read-only question stands in a transaction. The caller's own transaction is not ended: a savepoint takes the
 * pinned settings back. Else the question has a transaction of its own, whose end does.
 */
const FRAMES = {
  none: { before: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", after: ["COMMIT"], undo: ["ROLLBACK"] },
  open: {
    before: "SAVEPOINT limbeck_introspect",
    after: ["ROLLBACK TO SAVEPOINT limbeck_introspect", "RELEASE SAVEPOINT limbeck_introspect"],
    undo: ["ROLLBACK TO SAVEPOINT limbeck_introspect", "RELEASE SAVEPOINT limbeck_introspect"],
  },
} as const;

/** Sends statements in one round trip, on one snapshot and under pinned settings; gives the rows of each. */
export async function askInSnapshot(
  connection: Connection,
  defaultSchema: string,
  statements: readonly string[],
): Promise<readonly Rows[]> {
  const status = await transactionStatus(connection);
  const frame = FRAMES[status === "none" ? "none" : "open"];
  try {
    const rows = await connection.batch([
      frame.before,
      pinSettings(defaultSchema),
      ...statements,
      ...frame.after,
    ]);
    return rows.slice(2, 2 + statements.length);
  } catch (error) {
    // A connection that is lost has nothing to take back, and the first error is the one to tell.
    await connection.batch(frame.undo).catch(() => undefined);
    throw error;
  }
}
