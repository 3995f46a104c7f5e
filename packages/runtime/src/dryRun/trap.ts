import { type Connection } from "@limbeck/database";

import { serverWords } from "../serverWords.ts";

/** A deferred constraint that is violated: nothing can be committed as long as it is there. */
const CONSTRAINT = "limbeck_dry_run_is_rolled_back";
const TABLE = "pg_temp.limbeck_dry_run";

/**
 * Makes a COMMIT in the text of a revision, or in a callback, fail: it would leave on the database what was only to be tried.
 * Needs the right to make temporary tables, which everybody has unless it was taken away.
 */
export async function setTrap(connection: Connection): Promise<void> {
  await connection.execute(
    `CREATE TEMPORARY TABLE limbeck_dry_run (n int CONSTRAINT ${CONSTRAINT} UNIQUE DEFERRABLE INITIALLY DEFERRED);
     INSERT INTO ${TABLE} VALUES (1), (1)`,
  );
}

/** Checks what a COMMIT would check. Run it where it is rolled back: it opens the trap. */
export async function checkDeferred(connection: Connection): Promise<void> {
  await connection.execute(`DELETE FROM ${TABLE}; SET CONSTRAINTS ALL IMMEDIATE`);
}

/** Whether something failed only because of the trap. */
export function isTrapped(error: unknown): boolean {
  return serverWords(error).constraint === CONSTRAINT;
}
