import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { type Connection, onDialect } from "./connection.ts";
import type { PostgresConnection } from "./postgres/connection.ts";
import { drizzleOnPostgres } from "./postgres/drizzle.ts";
import type { SqliteConnection } from "./sqlite/connection.ts";
import { drizzleOnSqlite } from "./sqlite/drizzle.ts";

/** A Drizzle database of the user's own copy of drizzle-orm, on PostgreSQL. */
export type DrizzleDatabase = NodePgDatabase;

/** The same on SQLite. */
export type SqliteDrizzleDatabase = SqliteRemoteDatabase;

/**
 * A Drizzle database on the connection's own session, so that it sees what the open transaction did and is undone with it;
 * `db.transaction()` nests. drizzle-orm is required from the user's project, `requireFrom` being a file of it (path or URL).
 * Errors: `drizzle-missing`.
 */
export function drizzleOn(connection: PostgresConnection, requireFrom: string | URL): DrizzleDatabase;
export function drizzleOn(connection: SqliteConnection, requireFrom: string | URL): SqliteDrizzleDatabase;
export function drizzleOn(
  connection: Connection,
  requireFrom: string | URL,
): DrizzleDatabase | SqliteDrizzleDatabase;
export function drizzleOn(
  connection: Connection,
  requireFrom: string | URL,
): DrizzleDatabase | SqliteDrizzleDatabase {
  return onDialect<DrizzleDatabase | SqliteDrizzleDatabase>(connection, {
    postgres: (postgres) => drizzleOnPostgres(postgres, requireFrom),
    sqlite: (sqlite) => drizzleOnSqlite(sqlite, requireFrom),
  });
}
