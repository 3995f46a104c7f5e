import type { PGlite } from "@electric-sql/pglite";
import type { Connection } from "./connection.ts";
import { clientUnknown } from "./errors.ts";
import type { PostgresConnection } from "./postgres/connection.ts";
import type { SqlClient } from "./postgres/client.ts";
import { fromPostgresClient, isPostgresClient, type SqlPool } from "./postgres/fromClient.ts";
import type { SqliteConnection } from "./sqlite/connection.ts";
import { fromSqliteClient, isSqliteClient, type SqliteClient } from "./sqlite/fromClient.ts";

export type PostgresClient = SqlClient | SqlPool | PGlite;

/**
 * A connection on an application's own client: a client of `pg`, which must be connected, a pool or a PGlite; a database of
 * better-sqlite3, `libsql` or `node:sqlite`, or a client of `@libsql/client`. `close` gives a pool its client back and leaves
 * everything open. Errors: `client-unknown`.
 */
export async function fromClient(client: PostgresClient): Promise<PostgresConnection>;
export async function fromClient(client: SqliteClient): Promise<SqliteConnection>;
export async function fromClient(client: PostgresClient | SqliteClient): Promise<Connection>;
export async function fromClient(client: PostgresClient | SqliteClient): Promise<Connection> {
  // First, because a client of `pg` has other names for all that is asked here.
  if (isSqliteClient(client)) return fromSqliteClient(client);
  if (isPostgresClient(client)) return fromPostgresClient(client);
  throw clientUnknown();
}
