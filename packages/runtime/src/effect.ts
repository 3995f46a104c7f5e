import { type Connection } from "@limbeck/database";
import { type Effect, quoteName } from "@limbeck/operations";

/** What there is of an index: nothing, a whole one, or what a build left that did not end. */
type Found = "none" | "valid" | "invalid";

/**
 * Looks at an index before a statement builds or drops it. What an interrupted build has left is dropped. Answers whether the
 * statement has taken effect already, which it can have only where an earlier run was cut off (`inDoubt`).
 */
export async function settleEffect(
  connection: Connection,
  effect: Effect,
  inDoubt: boolean,
): Promise<"done" | "cleared" | undefined> {
  const found = await findIndex(connection, effect);
  if (effect.kind === "indexDropped") return inDoubt && found === "none" ? "done" : undefined;
  if (found === "valid") return inDoubt ? "done" : undefined;
  if (found === "none") return undefined;
  await connection.execute(`DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(effect.index)}`);
  return "cleared";
}

/** Whether a statement that failed has left an index that is not whole. */
export async function leavesInvalid(connection: Connection, effect: Effect): Promise<boolean> {
  return (await findIndex(connection, effect)) === "invalid";
}

async function findIndex(connection: Connection, { index }: Effect): Promise<Found> {
  const [row] = await connection.query<{ valid: boolean }>(
    // That of a partitioned table is invalid until each partition has its own: nothing was interrupted there.
    `SELECT indisvalid AND indisready AND indislive AS valid FROM pg_index JOIN pg_class ON oid = indexrelid
      WHERE relkind = 'i' AND oid = to_regclass($1)`,
    [quoteName(index)],
  );
  if (row === undefined) return "none";
  return row.valid ? "valid" : "invalid";
}
