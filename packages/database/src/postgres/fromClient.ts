import type { PGlite } from "@electric-sql/pglite";
import type { SqlClient } from "./client.ts";
import { type PostgresConnection, connectionOn } from "./connection.ts";
import { connectPglite } from "./pglite.ts";
import { isPostgresJs, type PostgresJs, sessionOfPostgresJs } from "./postgresJs.ts";

/** A pool of `pg`, as far as we use it. */
export interface SqlPool {
  readonly totalCount: number;
  connect(): Promise<SqlClient & { release(): void }>;
}

export type PostgresClient = SqlClient | SqlPool | PGlite | PostgresJs;

export function isPostgresClient(client: object): client is PostgresClient {
  return isPostgresJs(client) || isPglite(client) || isPool(client) || isClient(client);
}

/**
 * A connection on a client, which must be connected, a pool, a PGlite or a client of postgres.js; `close` gives a pool its session
 * back. Errors: `client-transforms`.
 */
export async function fromPostgresClient(client: PostgresClient): Promise<PostgresConnection> {
  if (isPostgresJs(client))
    return connectionOn({ engine: "postgres", ...(await sessionOfPostgresJs(client)) });
  if (isPglite(client)) return connectPglite(client);
  if (isPool(client)) {
    const lent = await client.connect();
    const close = () => {
      lent.release();
      return Promise.resolve();
    };
    return connectionOn({ engine: "postgres", client: lent, close });
  }
  return connectionOn({ engine: "postgres", client, close: () => Promise.resolve() });
}

function isPglite(client: object): client is PGlite {
  return "execProtocolStream" in client && "waitReady" in client;
}

function isPool(client: object): client is SqlPool {
  return "totalCount" in client && "connect" in client;
}

function isClient(client: object): client is SqlClient {
  return "query" in client && "on" in client && "off" in client;
}
