import { createRequire } from "node:module";

import { describe, expect, it } from "@jest/globals";
import { createClient } from "@libsql/client";
import { failure, freshDatabase, freshPool } from "@limbeck/testkit";

import { fromClient, type SqliteClient } from "./index.ts";

const require = createRequire(import.meta.url);

/** What `drizzle` of a driver makes of a client. */
type Make = <T>(config: { readonly client: T }) => { readonly $client: T };

const made = (name: string): Make => (require(name) as { readonly drizzle: Make }).drizzle;

describe.each(["drizzle-orm", "drizzle-orm-v1"])("a database of %s", (drizzle) => {
  it("is used by its pool, which gets its client back", async () => {
    const database = await freshDatabase();
    const pool = freshPool(database.url);
    const connection = await fromClient(made(`${drizzle}/node-postgres`)({ client: pool }));
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    expect(pool.idleCount).toBe(0);
    await connection.close();
    expect(pool.idleCount).toBe(1);
    await pool.end();
    await database.drop();
  });

  it("is used by its client of SQLite, which is left open", async () => {
    const client = createClient({ url: ":memory:" });
    const connection = await fromClient(made(`${drizzle}/libsql`)({ client }));
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await connection.close();
    expect(client.closed).toBe(false);
    client.close();
  });
});

it("a database of Drizzle on a client that nobody knows is refused", async () => {
  const odd = { $client: { unsafe: () => undefined } } as unknown as { readonly $client: SqliteClient };
  expect(await failure(fromClient(odd))).toMatchObject({ code: "client-unknown", exit: 2 });
});
