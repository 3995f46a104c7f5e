import { onWatchedConnection } from "./access.ts";
import { type Runner, underMigrationLock } from "./migrationLock.ts";
import { tablesBlock } from "./offlineScript.ts";
import { type Access, type RunOptions } from "./options.ts";
import { createTables, readSession } from "./session.ts";
import { versionTable, type VersionTableOptions } from "./versionTable.ts";

/** Creates what is missing of the version table, the history and their schema. Errors: those of taking the lock. */
export function ensureVersion(input: Access & { readonly options?: RunOptions }): Promise<void> {
  const { options = {} } = input;
  return onWatchedConnection(input, options, async (connection) => {
    const session = await readSession(connection, versionTable(options.table));
    const runner: Runner = { connection, session, options };
    await underMigrationLock(input, runner, () => createTables(connection, session, options.report));
  });
}

/** The SQL of `ensureVersion`. */
export function offlineEnsureVersion(table?: VersionTableOptions): string {
  return `${tablesBlock(versionTable(table))}\n`;
}
