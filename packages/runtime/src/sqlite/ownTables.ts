import { userInfo } from "node:os";
import { type Connection } from "@limbeck/database";
import { foldName, isLimbeckError } from "@limbeck/model";
import { quoteIdentifier } from "@limbeck/operations";
import { REVISION_ID_LENGTH } from "@limbeck/revisions";
import { type OwnTables } from "../ledger/ownTables.ts";
import { ended } from "../offline/ended.ts";
import { type Missing, type Session } from "../session/session.ts";
import { type VersionTable } from "../ledger/versionTable.ts";

/** The schema of the database file itself; a schema that the configuration names is one of PostgreSQL's. */
const MAIN = "main";

/** A time as `Date.toISOString` writes it. */
const NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

export const sqliteTables: OwnTables = {
  versionName,
  historyName,
  createVersionSql,
  createHistorySql,
  quote,
  // A file knows no users but those of the system.
  user: () => quote(systemUser()),
  inScript: { started_at: NOW, duration_ms: "0", host: "NULL", database_user: "''" },
  rowLines: (table, { sql, expects }) => [
    ended(sql),
    ...(expects === undefined
      ? []
      : stopIf(table, "changes() <> 1", `the database is not at revision ${expects}`)),
  ],
  selectHistory: (table, { revisions, limit, since }, where) => ({
    sql: `SELECT CAST("id" AS text) AS id, "revision", "direction", "message", "checksum", "tool_version" AS "toolVersion", "tag",
      strftime('%s', "started_at") || substr(strftime('%f', "started_at"), 3) AS started,
      "duration_ms" AS duration, "outcome", "database_user" AS "user", "host"
    FROM ${historyName(table)} AS history
    WHERE ($1 IS NULL OR "revision" IN (SELECT value FROM json_each($1))) AND ($2 IS NULL OR "started_at" >= $2)${where}
    ORDER BY history."id" DESC LIMIT coalesce($3, -1)`,
    params: [
      revisions === undefined ? null : JSON.stringify(revisions),
      since?.toISOString() ?? null,
      limit ?? null,
    ],
  }),
  isUndefinedTable: (error) =>
    isLimbeckError(error) && /^no such table: /.test(String(error.facts["reason"])),
  // Nothing ends a transaction by being asked in vain.
  isMissing: async () => Promise.resolve(false),
  readSession: async (_connection, table) =>
    Promise.resolve({ database: "", pid: process.pid, searchPath: "", table: { ...table, schema: MAIN } }),
  missingTables,
};

function versionName({ name }: VersionTable): string {
  return `${MAIN}.${quoteIdentifier(name)}`;
}

function historyName({ history }: VersionTable): string {
  return `${MAIN}.${quoteIdentifier(history)}`;
}

function quote(text: string | null): string {
  return text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`;
}

/** A user of a container need not have an entry in the system's list. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

/** SQLite has no statement that only raises an error: a row that may not be there does it. */
export function stopIf(table: VersionTable, condition: string, message: string): readonly string[] {
  return [
    `-- Stops if ${message}.`,
    `INSERT INTO ${versionName(table)} ("revision") SELECT NULL WHERE ${condition};`,
  ];
}

function createVersionSql(table: VersionTable): string {
  return `CREATE TABLE IF NOT EXISTS ${versionName(table)} (
  "revision" varchar(${REVISION_ID_LENGTH}) NOT NULL PRIMARY KEY
)`;
}

function createHistorySql(table: VersionTable): string {
  return `CREATE TABLE IF NOT EXISTS ${historyName(table)} (
  "id" integer PRIMARY KEY,
  "revision" varchar(${REVISION_ID_LENGTH}) NOT NULL,
  "direction" text NOT NULL,
  "message" text NOT NULL,
  "checksum" text,
  "tool_version" text,
  "started_at" text NOT NULL,
  "duration_ms" integer NOT NULL,
  "outcome" text NOT NULL,
  "database_user" text NOT NULL,
  "host" text,
  "tag" text
)`;
}

async function missingTables(connection: Connection, { table }: Session): Promise<readonly Missing[]> {
  const parts = [
    { name: table.name, sql: createVersionSql(table) },
    { name: table.history, sql: createHistorySql(table) },
  ];
  const found = await connection.query<{ name: string }>(
    `SELECT lower(name) AS name FROM ${MAIN}.sqlite_schema WHERE type = 'table' AND lower(name) IN (lower($1), lower($2))`,
    [table.name, table.history],
  );
  const names = new Set(found.map(({ name }) => name));
  return parts.filter(({ name }) => !names.has(foldName(name)));
}
