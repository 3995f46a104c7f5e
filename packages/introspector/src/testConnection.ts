import { freshDatabase } from "@limbeck/testkit";
import { type CatalogConnection } from "./connection.ts";

/** A connection to an empty database of its own, for a test file. */
export interface TestConnection extends CatalogConnection {
  readonly url: string;
  execute(sql: string): Promise<unknown>;
  drop(): Promise<void>;
}

export async function testConnection(major: number): Promise<TestConnection> {
  const database = await freshDatabase({ major });
  const client = await database.client();
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return {
    url: database.url,
    client,
    server: { version: rows[0]?.version ?? 0 },
    execute: (sql) => client.query(sql),
    drop: () => database.drop(),
  };
}
