import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { readRows, type RuntimeEvent, upgrade, versionTable } from "./index.ts";
import { isValid, outcomes, whole } from "./testing/half.ts";
import { hasPgbouncer, openPgbouncer, type Pooler } from "./testing/pgbouncer.ts";

if (hasPgbouncer()) describe("through a pooler in transaction mode", throughPooler);
else it.skip("through a pooler in transaction mode: PgBouncer is not installed here", () => undefined);

function throughPooler(): void {
  let database: TestDatabase;
  let pooler: Pooler;
  let direct: Connection;
  beforeAll(async () => {
    database = await freshDatabase();
    pooler = await openPgbouncer(database.url);
    direct = await connect(database.url);
  });
  afterAll(async () => {
    await direct.close();
    await pooler.close();
    await database.drop();
  });

  const open = () => connect(pooler.url(database.url));
  const run = (target: string, options: Parameters<typeof upgrade>[0]["options"] = {}) =>
    upgrade({ connect: open, ...whole, target, options: { lock: "transaction", ...options } });

  it("each session may be another for each transaction", async () => {
    const connections = await Promise.all([open(), open()]);
    await Promise.all(connections.map((each) => each.execute("BEGIN")));
    const pid = async (each: Connection) => (await each.query("SELECT pg_backend_pid() AS pid"))[0]?.["pid"];
    expect(await pid(connections[0])).not.toBe(await pid(connections[1]));
    await Promise.all(connections.map((each) => each.close()));
  });

  it("ten upgrades at once run each revision once, an index that is built concurrently among them", async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, () => run("head")));
    expect(runs.flatMap(({ steps }) => steps.map(({ revision }) => revision))).toEqual(["a", "b"]);
    expect(await outcomes(direct)).toEqual(["b done", "a done"]);
    expect(await isValid(direct)).toBe(true);
  });

  it("no setting is left to the next who gets the session", async () => {
    const pooled = await open();
    expect(
      await pooled.query(
        "SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement",
      ),
    ).toEqual([{ lock: "0", statement: "0" }]);
    await pooled.close();
  });

  it("who is in the way of a statement is named, and who holds the lock", async () => {
    await direct.execute("DROP TABLE after; ALTER TABLE t DROP COLUMN m; DROP INDEX t_n");
    await direct.execute("UPDATE limbeck_version SET revision = 'a'");
    const clerk = await connect(database.url, { applicationName: "a clerk" });
    await clerk.execute("BEGIN; LOCK TABLE t");
    const events: RuntimeEvent[] = [];
    const report = (event: RuntimeEvent): void => void events.push(event);
    const first = run("head", { lockTimeout: 600, lockRetries: 0, report });
    while (!events.some(({ kind }) => kind === "lockTaken"))
      await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await failure(run("head", { lockWait: 0 }));
    expect(second).toMatchObject({
      code: "lock-not-obtained",
      facts: { holder: { pid: expect.any(Number) } },
    });
    expect(await failure(first)).toMatchObject({ facts: { blockers: [{ application: "a clerk" }] } });
    await clerk.close();
    await run("head");
    expect(await readRows(direct, versionTable())).toEqual(["b"]);
  });
}
