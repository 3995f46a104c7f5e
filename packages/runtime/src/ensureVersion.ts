import { type Dialect } from "@limbeck/model";
import { onWatchedConnection } from "./session/access.ts";
import { keeperOf } from "./session/keeper.ts";
import { type Runner } from "./session/migrationLock.ts";
import { tablesBlock } from "./offline/offlineScript.ts";
import { type Access, type RunOptions } from "./options.ts";
import { createTables, missingTables, readSession } from "./session/session.ts";
import { versionTable, type VersionTableOptions } from "./ledger/versionTable.ts";

/** What `ensureVersion` found and made. */
export interface EnsuredVersion {
  /** The schema of the two tables. */
  readonly schema: string;
  /** What was missing of the schema, the version table and the history, and was created. */
  readonly created: readonly string[];
}

/**
 * Creates what is missing of the version table, the history and their schema. Where nothing is, it takes no lock and asks
 * for no right. Errors: those of taking the lock, `version-schema-missing` (2).
 */
export function ensureVersion(input: Access & { readonly options?: RunOptions }): Promise<EnsuredVersion> {
  const { options = {} } = input;
  return onWatchedConnection(input, options, async (connection) => {
    const session = await readSession(connection, versionTable(options.table));
    const { schema } = session.table;
    if ((await missingTables(connection, session)).length === 0) return { schema, created: [] };
    const runner: Runner = { connection, session, options };
    const { underLock, writing } = keeperOf(connection);
    const create = () => writing(runner, () => createTables(connection, session, options.report));
    return { schema, created: await underLock(input, runner, create) };
  });
}

/** The SQL of `ensureVersion`. */
export function offlineEnsureVersion(table?: VersionTableOptions, dialect: Dialect = "postgres"): string {
  return `${tablesBlock(versionTable(table), dialect)}\n`;
}
