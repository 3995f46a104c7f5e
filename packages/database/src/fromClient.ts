import type { PGlite } from "@electric-sql/pglite";
import type { SqlClient } from "./client.ts";
import { type Connection, connectionOn } from "./connection.ts";
import { clientUnknown } from "./errors.ts";
import { connectPglite } from "./pglite.ts";

/** A pool of `pg`, as far as we use it. */
export interface SqlPool {
  readonly totalCount: number;
  connect(): Promise<SqlClient & { release(): void }>;
}

/**
 * A connection on an application's own client, which must be connected, pool or PGlite. `close` gives a pool its client back and
 * leaves everything open. Errors: `client-unknown`.
 */
export async function fromClient(client: SqlClient | SqlPool | PGlite): Promise<Connection> {
  if (isPglite(client)) return connectPglite(client);
  if (isPool(client)) {
    const lent = await client.connect();
    const close = () => {
      lent.release();
      return Promise.resolve();
    };
    return connectionOn({ engine: "postgres", client: lent, close });
  }
  if (isClient(client)) return connectionOn({ engine: "postgres", client, close: () => Promise.resolve() });
  throw clientUnknown();
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
