import { batch, type CatalogConnection } from "../connection.ts";
import { pinSettings } from "./settings.ts";

/**
 * How a read-only question stands in a transaction. The caller's own transaction is not ended: a savepoint takes the
 * pinned settings back. Else the question has a transaction of its own, whose end does.
 */
const FRAMES = {
  own: {
    before: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    after: "COMMIT",
    undo: "ROLLBACK",
  },
  callers: {
    before: "SAVEPOINT limbeck_introspect",
    after: "ROLLBACK TO SAVEPOINT limbeck_introspect; RELEASE SAVEPOINT limbeck_introspect",
    undo: "ROLLBACK TO SAVEPOINT limbeck_introspect; RELEASE SAVEPOINT limbeck_introspect",
  },
} as const;

/** Sends statements in one round trip, on one snapshot and under pinned settings; gives the rows of each. */
export async function askInSnapshot(
  connection: CatalogConnection,
  defaultSchema: string,
  statements: readonly string[],
): Promise<readonly (readonly Record<string, unknown>[])[]> {
  const frame = connection.client.getTransactionStatus() === "T" ? FRAMES.callers : FRAMES.own;
  try {
    const rows = await batch(connection, [
      frame.before,
      pinSettings(defaultSchema),
      ...statements,
      frame.after,
    ]);
    return rows.slice(2, 2 + statements.length);
  } catch (error) {
    await batch(connection, [frame.undo]).catch(() => undefined);
    throw error;
  }
}
