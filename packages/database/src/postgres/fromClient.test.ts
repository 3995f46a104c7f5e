import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, freshPool, scratchPglite, type TestDatabase } from "@limbeck/testkit";
import { fromClient } from "../index.ts";

describe("an application's own client", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it("is used and left open", async () => {
    const client = await database.client();
    const connection = await fromClient(client);
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    expect(connection.server.version).toBeGreaterThan(140_000);
    await connection.close();
    expect((await client.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
  });

  it("may be a pool, which gets its client back", async () => {
    const pool = freshPool(database.url);
    const connection = await fromClient(pool);
    expect(pool.idleCount).toBe(0);
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await connection.close();
    expect(pool.idleCount).toBe(1);
    await pool.end();
  });

  it("may be a PGlite", async () => {
    const scratch = await scratchPglite();
    const connection = await fromClient(scratch.pglite);
    expect(connection.engine).toBe("pglite");
    expect(connection.server.version).toBeGreaterThanOrEqual(180_000);
    expect(await connection.batch(["SELECT 1 AS a", "SELECT '{}'::json AS b"])).toEqual([
      [{ a: 1 }],
      [{ b: {} }],
    ]);
    const error = await failure(connection.query("SELECT nonsense"));
    expect(error).toMatchObject({ code: "statement-failed", facts: { sqlstate: "42703", position: 8 } });
    await connection.close();
    expect((await scratch.pglite.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
    await scratch.close();
  });

  it("must be one", async () => {
    // @ts-expect-error: the compiler says so, too
    expect(await failure(fromClient({}))).toMatchObject({ code: "client-unknown", exit: 2 });
  });
});
