import { type Connection } from "@limbeck/database";
import { ownTablesOf } from "../ledger/ownTables.ts";
import { type Report } from "../event.ts";
import { type VersionTable } from "../ledger/versionTable.ts";

/** What is asked of a database once, before something is changed in it. */
export interface Session {
  /** Empty on SQLite, as `searchPath`. */
  readonly database: string;
  /** Of the session; on SQLite that of this process. */
  readonly pid: number;
  readonly searchPath: string;
  /** With its schema: a revision may change the search path. */
  readonly table: VersionTable & { readonly schema: string };
}

/** Errors: `version-schema-missing` if the tables have no schema to stand in. */
export function readSession(connection: Connection, table: VersionTable): Promise<Session> {
  return ownTablesOf(connection).readSession(connection, table);
}

/** Something that the own needs, and what makes it. */
export interface Missing {
  readonly name: string;
  readonly sql: string;
}

/** What is missing of the schema and the two tables, in the order in which it must be made. */
export function missingTables(connection: Connection, session: Session): Promise<readonly Missing[]> {
  return ownTablesOf(connection).missingTables(connection, session);
}

/** Creates what is missing of them, asking for the right to create only then; gives the names of what it created. */
export async function createTables(
  connection: Connection,
  session: Session,
  report?: Report,
): Promise<readonly string[]> {
  const missing = await missingTables(connection, session);
  const names = missing.map(({ name }) => name);
  if (names.length === 0) return names;
  await connection.batch(missing.map(({ sql }) => sql));
  report?.({ kind: "tablesCreated", schema: session.table.schema, names });
  return names;
}
