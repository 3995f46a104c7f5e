import { type Connection } from "@limbeck/database";
import { schemaMissing } from "./errors.ts";
import {
  createHistorySql,
  createSchemaSql,
  createVersionSql,
  historyName,
  versionName,
  type VersionTable,
} from "./versionTable.ts";
import { quoteIdentifier, quoteString } from "@limbeck/operations";
import { type Report } from "./event.ts";

/** What is asked of a database once, before something is changed in it. */
export interface Session {
  readonly database: string;
  readonly pid: number;
  readonly searchPath: string;
  /** With its schema: a revision may change the search path. */
  readonly table: VersionTable & { readonly schema: string };
}

/** Errors: `version-schema-missing` if the tables have no schema to stand in. */
export async function readSession(connection: Connection, table: VersionTable): Promise<Session> {
  const [row] = await connection.query<SessionRow>(
    `SELECT current_database() AS database, pg_backend_pid() AS pid, current_setting('search_path') AS "searchPath",
      coalesce((SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)),
        current_schema()) AS schema`,
    [versionName(table)],
  );
  const schema = table.schema ?? row?.schema;
  if (row === undefined || schema == null) throw schemaMissing();
  return { ...row, table: { ...table, schema } };
}

interface SessionRow {
  readonly database: string;
  readonly pid: number;
  readonly searchPath: string;
  readonly schema: string | null;
}

/** Something that the bookkeeping needs, and what makes it. */
interface Missing {
  readonly name: string;
  readonly sql: string;
}

/** What is missing of the schema and the two tables, in the order in which it must be made. */
export async function missingTables(connection: Connection, { table }: Session): Promise<readonly Missing[]> {
  const parts = [
    {
      name: table.schema,
      found: `to_regnamespace(${quoteString(quoteIdentifier(table.schema))})`,
      sql: createSchemaSql(table.schema),
    },
    {
      name: table.name,
      found: `to_regclass(${quoteString(versionName(table))})`,
      sql: createVersionSql(table),
    },
    {
      name: table.history,
      found: `to_regclass(${quoteString(historyName(table))})`,
      sql: createHistorySql(table),
    },
  ];
  const [row] = await connection.query<{ missing: readonly boolean[] }>(
    `SELECT json_build_array(${parts.map(({ found }) => `${found} IS NULL`).join(", ")}) AS missing`,
  );
  return parts.filter((_, at) => row?.missing[at] === true);
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
