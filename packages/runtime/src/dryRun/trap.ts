import { type Connection, onDialect } from "@limbeck/database";

import { serverWords } from "../steps/serverWords.ts";
import { checkForeignKeys } from "../sqlite/foreignKeys.ts";

/** A deferred constraint that is violated: nothing can be committed as long as it is there. */
const CONSTRAINT = "limbeck_dry_run_is_rolled_back";
const TABLE = "pg_temp.limbeck_dry_run";

/**
 * Makes a COMMIT in the text of a revision, or in a callback, fail: it would leave on the database what was only to be tried.
 * Needs the right to make temporary tables, which everybody has unless it was taken away.
 */
export async function setTrap(connection: Connection): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) =>
      postgres.execute(
        `CREATE TEMPORARY TABLE limbeck_dry_run (n int CONSTRAINT ${CONSTRAINT} UNIQUE DEFERRABLE INITIALLY DEFERRED);
     INSERT INTO ${TABLE} VALUES (1), (1)`,
      ),
    // Nothing of it can be kept from COMMIT while foreign keys are off; it is told when the transaction is over.
    sqlite: () => Promise.resolve(),
  });
}

/** Checks what a COMMIT would check. Run it where it is rolled back: it opens the trap. */
export async function checkDeferred(connection: Connection): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) => postgres.execute(`DELETE FROM ${TABLE}; SET CONSTRAINTS ALL IMMEDIATE`),
    sqlite: (sqlite) => checkForeignKeys(sqlite, []),
  });
}

/** Whether something failed only because of the trap. */
export function isTrapped(error: unknown): boolean {
  return serverWords(error).constraint === CONSTRAINT;
}
