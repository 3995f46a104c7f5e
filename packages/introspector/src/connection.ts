import { type Client, type QueryResult } from "pg";

/** What introspection asks of a connection. */
export interface CatalogConnection {
  readonly client: Pick<Client, "query" | "getTransactionStatus">;
  /** The server's version as `server_version_num` says it: 180004. */
  readonly server: { readonly version: number };
}

/** Sends statements as one message, one round trip, and gives the rows of each. */
export async function batch(
  connection: CatalogConnection,
  statements: readonly string[],
): Promise<readonly (readonly Record<string, unknown>[])[]> {
  const answer: unknown = await connection.client.query(statements.join(";\n"));
  const results = Array.isArray(answer) ? (answer as QueryResult[]) : [answer as QueryResult];
  return results.map(({ rows }) => rows as Record<string, unknown>[]);
}
