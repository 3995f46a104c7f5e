import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";
import { begin, connect, type Connection, lockHolder, lockKey, rollback, tryLock, unlock } from "../index.ts";

const name = { database: "shop", schema: "public", versionTable: "limbeck_version" };

describe("a lock's key", () => {
  it("is the same wherever it is computed, and another for each name", () => {
    expect(lockKey(name)).toBe("8690445553169087167");
    const keys = [
      name,
      { ...name, database: "x" },
      { ...name, schema: "x" },
      { ...name, versionTable: "x" },
    ].map(lockKey);
    expect(new Set([...keys, lockKey({ database: "a", schema: "bc", versionTable: "d" })]).size).toBe(5);
  });
});

describe.each(postgresMajors())("a lock on PostgreSQL %i", (major) => {
  let database: TestDatabase;
  let first: Connection;
  let second: Connection;
  beforeAll(async () => {
    database = await freshDatabase({ major, sql: "CREATE TABLE t (n int)" });
    first = await connect(database.url, { applicationName: "the first" });
    second = await connect(database.url);
  });
  afterEach(() => first.execute("ROLLBACK; SELECT pg_advisory_unlock_all()"));
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await database.drop();
  });

  // Both halves of the key matter, and so do their signs.
  it.each([lockKey(name), "1", "-1", "-4294967296", "9223372036854775807", "-9223372036854775808"])(
    "with the key %s goes to one, who can be named",
    async (key) => {
      expect(await lockHolder(second, key)).toBeUndefined();
      expect(await tryLock(first, key)).toBe(true);
      expect(await tryLock(second, key)).toBe(false);
      const [me] = await first.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      expect(await lockHolder(second, key)).toMatchObject({
        pid: me?.pid,
        application: "the first",
        user: "postgres",
        host: "127.0.0.1",
        since: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/),
        query: "SELECT pg_backend_pid() AS pid",
      });
      expect(await unlock(second, key)).toBe(false);
      expect(await unlock(first, key)).toBe(true);
      expect(await tryLock(second, key)).toBe(true);
      expect(await unlock(second, key)).toBe(true);
    },
  );

  it("may be held by a transaction, and goes with it", async () => {
    await begin(first);
    expect(await tryLock(first, "7", "transaction")).toBe(true);
    expect(await tryLock(second, "7", "transaction")).toBe(false);
    await rollback(first);
    expect(await lockHolder(second, "7")).toBeUndefined();
  });

  it("goes with the session that held it", async () => {
    const third = await connect(database.url);
    expect(await tryLock(third, "8")).toBe(true);
    await third.close();
    while ((await lockHolder(second, "8")) !== undefined);
    expect(await tryLock(second, "8")).toBe(true);
    await unlock(second, "8");
  });

  it("of another database is another lock", async () => {
    const other = await freshDatabase({ major });
    const there = await connect(other.url);
    expect(await tryLock(first, "9")).toBe(true);
    expect(await lockHolder(there, "9")).toBeUndefined();
    expect(await tryLock(there, "9")).toBe(true);
    await there.close();
    await other.drop();
  });

  it("that is polled does not stand in the way of a concurrent index", async () => {
    expect(await tryLock(first, "10")).toBe(true);
    expect(await tryLock(second, "10")).toBe(false);
    const building = first.execute("CREATE INDEX CONCURRENTLY i ON t (n)").then(() => unlock(first, "10"));
    while (!(await tryLock(second, "10")));
    expect(await building).toBe(true);
    await unlock(second, "10");
  });
});
