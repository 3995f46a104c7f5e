import { quoteIdentifier, quoteName } from "@limbeck/operations";
import { REVISION_ID_LENGTH } from "@limbeck/revisions";

/** Where the version rows and the history are kept. */
export interface VersionTableOptions {
  /** The schema of both tables; absent: where the search path of the connection leads. */
  readonly schema?: string;
  /** `limbeck_version` */
  readonly name?: string;
  /** `limbeck_history`, or the name of the version table followed by `_history` if that has a name of its own. */
  readonly historyName?: string;
}

export interface VersionTable {
  readonly schema?: string;
  readonly name: string;
  readonly history: string;
}

const DEFAULT_NAME = "limbeck_version";
const DEFAULT_HISTORY = "limbeck_history";

export function versionTable({ schema, name, historyName }: VersionTableOptions = {}): VersionTable {
  const history = name === undefined || name === DEFAULT_NAME ? DEFAULT_HISTORY : `${name}_history`;
  return {
    ...(schema === undefined ? {} : { schema }),
    name: name ?? DEFAULT_NAME,
    history: historyName ?? history,
  };
}

/** The version table's name for SQL. */
export function versionName(table: VersionTable): string {
  return quoteName(within(table, table.name));
}

/** The history table's name for SQL. */
export function historyName(table: VersionTable): string {
  return quoteName(within(table, table.history));
}

function within({ schema }: VersionTable, name: string): { schema?: string; name: string } {
  return schema === undefined ? { name } : { schema, name };
}

/** Creates the schema. Asks for the right to do so even if it is there: send it only where it is not. */
export function createSchemaSql(schema: string): string {
  return `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`;
}

export function createVersionSql(table: VersionTable): string {
  return `CREATE TABLE IF NOT EXISTS ${versionName(table)} (
  "revision" varchar(${REVISION_ID_LENGTH}) PRIMARY KEY
)`;
}

export function createHistorySql(table: VersionTable): string {
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
