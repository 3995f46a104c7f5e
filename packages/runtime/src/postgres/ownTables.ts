import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { quoteIdentifier, quoteLiteral, quoteName, quoteString } from "@limbeck/operations";
import { REVISION_ID_LENGTH } from "@limbeck/revisions";
import { type OwnTables } from "../ledger/ownTables.ts";
import { schemaMissing } from "../errors.ts";
import { ended } from "../offline/ended.ts";
import { type Missing, type Session } from "../session/session.ts";
import { type VersionTable } from "../ledger/versionTable.ts";

export const postgresTables: OwnTables = {
  versionName,
  historyName,
  createVersionSql,
  createHistorySql,
  quote: quoteLiteral,
  user: () => "session_user",
  inScript: {
    started_at: "transaction_timestamp()",
    duration_ms: "extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000",
    host: "host(inet_client_addr())",
    database_user: "session_user",
  },
  rowLines: (_table, { sql, expects }) => {
    if (expects === undefined) return [ended(sql)];
    const message = quoteString(`the database is not at revision ${expects}`);
    return [
      `DO $limbeck$ BEGIN ${sql}; IF NOT FOUND THEN RAISE EXCEPTION ${message}; END IF; END $limbeck$;`,
    ];
  },
  selectHistory: (table, { revisions, limit, since }, where) => ({
    sql: `${selectHistory(table)}
    WHERE ($1::text[] IS NULL OR "revision" = ANY ($1)) AND ($2::timestamptz IS NULL OR "started_at" >= $2)${where}
    ORDER BY history."id" DESC LIMIT $3::bigint`,
    params: [revisions ?? null, since?.toISOString() ?? null, limit ?? null],
  }),
  isUndefinedTable: (error) => isLimbeckError(error) && error.facts["sqlstate"] === "42P01",
  isMissing: async (connection, name) => {
    const [row] = await connection.query<{ missing: boolean }>("SELECT to_regclass($1) IS NULL AS missing", [
      name,
    ]);
    return row?.missing === true;
  },
  readSession,
  missingTables,
};

/** A SELECT of what `historyRow` reads, up to its FROM. */
export function selectHistory(table: VersionTable): string {
  return `SELECT "id"::text AS id, "revision", "direction", "message", "checksum", "tool_version" AS "toolVersion", "tag",
      extract(epoch FROM "started_at")::text AS started, "duration_ms"::text AS duration, "outcome", "database_user" AS "user", "host"
    FROM ${historyName(table)} AS history`;
}

export function versionName(table: VersionTable): string {
  return quoteName(within(table, table.name));
}

function historyName(table: VersionTable): string {
  return quoteName(within(table, table.history));
}

function within({ schema }: VersionTable, name: string): { schema?: string; name: string } {
  return schema === undefined ? { name } : { schema, name };
}

/** Creates the schema. Asks for the right to do so even if it is there: send it only where it is not. */
export function createSchemaSql(schema: string): string {
  return `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`;
}

function createVersionSql(table: VersionTable): string {
  return `CREATE TABLE IF NOT EXISTS ${versionName(table)} (
  "revision" varchar(${REVISION_ID_LENGTH}) PRIMARY KEY
)`;
}

function createHistorySql(table: VersionTable): string {
  return `CREATE TABLE IF NOT EXISTS ${historyName(table)} (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "revision" varchar(${REVISION_ID_LENGTH}) NOT NULL,
  "direction" text NOT NULL,
  "message" text NOT NULL,
  "checksum" text,
  "tool_version" text,
  "started_at" timestamptz NOT NULL,
  "duration_ms" bigint NOT NULL,
  "outcome" text NOT NULL,
  "database_user" text NOT NULL,
  "host" text,
  "tag" text
)`;
}

async function readSession(connection: Connection, table: VersionTable): Promise<Session> {
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

async function missingTables(connection: Connection, { table }: Session): Promise<readonly Missing[]> {
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
