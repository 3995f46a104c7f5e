import type { Connection } from "./connection.ts";
import { clientUnknown } from "./errors.ts";
import type { PostgresConnection } from "./postgres/connection.ts";
import { fromPostgresClient, isPostgresClient, type PostgresClient } from "./postgres/fromClient.ts";
import type { SqliteConnection } from "./sqlite/connection.ts";
import { fromSqliteClient, isSqliteClient, type SqliteClient } from "./sqlite/fromClient.ts";

export type { PostgresClient };

/** A database of Drizzle, as far as its driver's own client is concerned. */
export interface DrizzleOn<T = unknown> {
  readonly $client: T;
}

/** What is handed over, or, of a database of Drizzle, the client under it. */
export function clientUnder<T extends object>(client: T | DrizzleOn<T>): T {
  return "$client" in client ? client.$client : client;
}

/**
 * A connection on an application's own client: a client of `pg`, which must be connected, a pool, a PGlite or a client of
 * postgres.js; a database of better-sqlite3, `libsql` or `node:sqlite`, or a client of `@libsql/client`; or a database of Drizzle on
 * one of these. `close` gives a pool its session back and leaves everything open. Errors: `client-unknown`, `client-transforms`.
 */
export async function fromClient(
  client: PostgresClient | DrizzleOn<PostgresClient>,
): Promise<PostgresConnection>;
export async function fromClient(client: SqliteClient | DrizzleOn<SqliteClient>): Promise<SqliteConnection>;
export async function fromClient(client: AnyClient | DrizzleOn<AnyClient>): Promise<Connection>;
export async function fromClient(handed: AnyClient | DrizzleOn<AnyClient>): Promise<Connection> {
  const client = clientUnder(handed);
  // First, because a client of `pg` has other names for all that is asked here.
  if (isSqliteClient(client)) return fromSqliteClient(client);
  if (isPostgresClient(client)) return fromPostgresClient(client);
  throw clientUnknown();
}

type AnyClient = PostgresClient | SqliteClient;
