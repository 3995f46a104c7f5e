import type { Connection } from "./connection.ts";
import { cancelled } from "./errors.ts";
import type { PostgresConnection } from "./postgres/connection.ts";
import type { SqliteConnection } from "./sqlite/connection.ts";
import {
  type LibsqlTarget,
  onEngine,
  type PgliteTarget,
  type PostgresTarget,
  type SqliteTarget,
  type Target,
} from "./target.ts";
import { parseUrl } from "./url.ts";

export interface ConnectOptions {
  /** What the server's list of sessions says of this one, if the URL has no other name for it. */
  readonly applicationName?: string;
  /** Runs first on the new connection, for instance to `SET ROLE`; if it fails, the connection is closed. */
  readonly onConnect?: (connection: Connection) => Promise<void> | void;
  /** Gives up connecting; later, cancels the statement in hand (SQLite: begins no other). */
  readonly signal?: AbortSignal;
  /** A file of the user's project, from which SQLite's drivers are looked for; the current folder, if absent. */
  readonly requireFrom?: string | URL;
}

/**
 * Connects to a database, given as URL or in parts; the driver is loaded here and not before. Errors: those of `parseUrl`,
 * `connectPostgres`, `connectDirectory`, `openFile` and `connectLibsql`, `cancelled`.
 */
export async function connect(
  database: PostgresTarget | PgliteTarget,
  options?: ConnectOptions,
): Promise<PostgresConnection>;
export async function connect(
  database: SqliteTarget | LibsqlTarget,
  options?: ConnectOptions,
): Promise<SqliteConnection>;
export async function connect(database: string | Target, options?: ConnectOptions): Promise<Connection>;
export async function connect(database: string | Target, options: ConnectOptions = {}): Promise<Connection> {
  const target = typeof database === "string" ? parseUrl(database) : database;
  if (options.signal?.aborted === true) throw cancelled();
  const connection = await connectTarget(target, options);
  try {
    await options.onConnect?.(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}

async function connectTarget(target: Target, options: ConnectOptions): Promise<Connection> {
  return onEngine<Promise<Connection>>(target, {
    postgres: async (postgres) => (await postgresDrivers()).connectPostgres(postgres, options),
    pglite: async (pglite) => (await postgresDrivers()).connectDirectory(pglite),
    sqlite: async (sqlite) => (await sqliteDrivers()).openFile(sqlite, options),
    libsql: async (libsql) => (await sqliteDrivers()).connectLibsql(libsql, options),
  });
}

const postgresDrivers = () => import("./postgres/connect.ts");
const sqliteDrivers = () => import("./sqlite/connect.ts");
