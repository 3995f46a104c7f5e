import { type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";
import { type HistoryOptions } from "./history.ts";
import { postgresTables } from "../postgres/ownTables.ts";
import { type RowStatement } from "./rows.ts";
import { type Missing, type Session } from "../session/session.ts";
import { sqliteTables } from "../sqlite/ownTables.ts";
import { type VersionTable } from "./versionTable.ts";

/** What the history fills in by itself, where a script runs and no program looks on. */
export type ScriptColumn = "started_at" | "duration_ms" | "host" | "database_user";

/** How a dialect keeps the version rows and the history. */
export interface OwnTables {
  /** The tables' names for SQL. */
  readonly versionName: (table: VersionTable) => string;
  readonly historyName: (table: VersionTable) => string;
  readonly createVersionSql: (table: VersionTable) => string;
  readonly createHistorySql: (table: VersionTable) => string;
  readonly quote: (text: string | null) => string;
  /** SQL for who runs. */
  readonly user: () => string;
  readonly inScript: Readonly<Record<ScriptColumn, string>>;
  /** The lines of a script that change a version row, and stop it where the row that must be there is not. */
  readonly rowLines: (table: VersionTable, statement: RowStatement) => readonly string[];
  /** The history, newest first: `started` in seconds since 1970, as text. */
  readonly selectHistory: (table: VersionTable, options: HistoryOptions, where: string) => Select;
  readonly isUndefinedTable: (error: unknown) => boolean;
  /** Whether there is no table of that name, which is one for SQL. */
  readonly isMissing: (connection: Connection, name: string) => Promise<boolean>;
  readonly readSession: (connection: Connection, table: VersionTable) => Promise<Session>;
  readonly missingTables: (connection: Connection, session: Session) => Promise<readonly Missing[]>;
}

export interface Select {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const dialects = {
  postgres: postgresTables,
  sqlite: sqliteTables,
} satisfies Readonly<Record<Dialect, OwnTables>>;

export function ownTablesOf({ dialect }: { readonly dialect: Dialect }): OwnTables {
  return dialects[dialect];
}
