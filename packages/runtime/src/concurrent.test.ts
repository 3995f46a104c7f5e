import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection, lockKey, tryLock, unlock } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { downgrade, readHistory, readRows, type RuntimeEvent, upgrade, versionTable } from "./index.ts";
import { project } from "./testing/project.ts";

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
});

const open = (): Promise<Connection> => connect(database.url);
const keyHere = () => lockKey({ database: database.name, schema: "public", versionTable: "limbeck_version" });

/** A history in which a second run of any revision fails, and the first takes a moment. */
const slow = project(
  { revision: "a", upgrade: (op) => op.execute("CREATE TABLE a (n int); SELECT pg_sleep(0.05)") },
  {
    revision: "b",
    upgrade: (op) => op.execute("CREATE TABLE b (n int); SELECT pg_sleep(0.05)"),
    downgrade: (op) => op.execute("DROP TABLE b"),
  },
  {
    revision: "c",
    upgrade: (op) => {
      op.execute("CREATE TABLE c (n int); SELECT pg_sleep(0.05)");
      // It waits for whoever holds a snapshot: those that hold the lock or wait for it must not.
      op.createIndex("b", { name: "b_n", columns: ["n"] }, { concurrently: true });
    },
    downgrade: (op) => op.execute("DROP TABLE c"),
  },
);

describe.each(["session", "transaction"] as const)("with a lock that a %s holds", (lock) => {
  it("ten upgrades at once run each revision once, and all succeed", async () => {
    const runs = await Promise.all(
      Array.from({ length: 10 }, () =>
        upgrade({ connect: open, ...slow, target: "head", options: { lock } }),
      ),
    );
    expect(runs.flatMap(({ steps }) => steps.map(({ revision }) => revision))).toEqual(["a", "b", "c"]);
    expect(runs.map(({ rows }) => rows)).toEqual(Array.from({ length: 10 }, () => ["c"]));
    const history = await readHistory(connection, versionTable());
    expect(history.map(({ revision }) => revision)).toEqual(["c", "b", "a"]);
  });
});

it("ten times +1 at once is one step", async () => {
  const runs = Array.from({ length: 10 }, () => upgrade({ connect: open, ...slow, target: "+1" }));
  const skipped = (await Promise.all(runs)).map((run) => run.skipped).filter((each) => each.length > 0);
  expect(await readRows(connection, versionTable())).toEqual(["a"]);
  expect(new Set(skipped.flat())).toEqual(new Set(["a"]));
});

describe("while another run holds the lock", () => {
  let other: Connection;
  beforeEach(async () => {
    await upgrade({ connection, ...slow, target: "b" });
    other = await open();
    expect(await tryLock(other, keyHere())).toBe(true);
  });
  afterEach(() => other.close());

  it("nothing to do needs no lock and one round trip", async () => {
    if (connection.dialect !== "postgres") throw new TypeError("not PostgreSQL");
    const { client } = connection;
    const send = client.query.bind(client);
    const asked: string[] = [];
    client.query = (query) => {
      asked.push(query.text);
      return send(query);
    };
    const result = await upgrade({ connection, ...slow, target: "b", options: { lockWait: 0 } });
    expect(result).toEqual({ steps: [], skipped: [], before: ["b"], rows: ["b"] });
    expect(asked).toEqual(['SELECT "revision" FROM "limbeck_version"']);
  });

  it("gives up after lockWait, and says who holds it", async () => {
    const error = await failure(
      upgrade({ connect: open, ...slow, target: "head", options: { lockWait: 60 } }),
    );
    expect(error).toMatchObject({
      code: "lock-not-obtained",
      exit: 5,
      facts: { holder: { application: "limbeck" } },
    });
    expect(error.message).toMatch(/session \d+ \(limbeck as \w+/);
    expect(await readRows(connection, versionTable())).toEqual(["b"]);
  });

  it("waits and says so once, and goes on where the other leaves off", async () => {
    const events: RuntimeEvent[] = [];
    const report = (event: RuntimeEvent): void => {
      events.push(event);
      if (event.kind === "lockWaiting") setTimeout(() => void unlock(other, keyHere()), 200);
    };
    const { steps } = await upgrade({ connect: open, ...slow, target: "head", options: { report } });
    expect(steps.map(({ revision }) => revision)).toEqual(["c"]);
    expect(events.map(({ kind }) => kind).slice(0, 3)).toEqual(["lockWaiting", "lockTaken", "stepStarted"]);
  });

  it("that dies, goes on", async () => {
    const report = (event: RuntimeEvent): void => {
      if (event.kind === "lockWaiting")
        void database.execute(`SELECT pg_terminate_backend(${event.holder?.pid ?? 0})`);
    };
    expect((await upgrade({ connect: open, ...slow, target: "head", options: { report } })).rows).toEqual([
      "c",
    ]);
  });

  it("stops waiting when it is interrupted", async () => {
    const abort = new AbortController();
    const report = (event: RuntimeEvent): void => {
      if (event.kind === "lockWaiting") abort.abort();
    };
    const options = { report, signal: abort.signal };
    expect(await failure(upgrade({ connect: open, ...slow, target: "head", options }))).toMatchObject({
      code: "cancelled",
      exit: 130,
    });
  });

  it("without a lock runs all the same", async () => {
    expect(
      (await upgrade({ connect: open, ...slow, target: "head", options: { lock: "none" } })).rows,
    ).toEqual(["c"]);
  });

  it("never takes back more than was planned before", async () => {
    const report = (event: RuntimeEvent): void => {
      if (event.kind !== "lockWaiting") return;
      const go = downgrade({ connection, ...slow, target: "a", options: { lock: "none" } });
      void go.then(() => unlock(other, keyHere()));
    };
    // Both planned to take b back; the second finds it gone.
    const { skipped, steps } = await downgrade({ connect: open, ...slow, target: "-1", options: { report } });
    expect({ skipped, steps }).toEqual({ skipped: ["b"], steps: [] });
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
  });
});

it("takes nothing back in a database that moved under it", async () => {
  await upgrade({ connection, ...slow, target: "b" });
  const other = await open();
  await tryLock(other, keyHere());
  const report = (event: RuntimeEvent): void => {
    if (event.kind !== "lockWaiting") return;
    const go = upgrade({ connection, ...slow, target: "c", options: { lock: "none" } });
    void go.then(() => unlock(other, keyHere()));
  };
  const error = await failure(downgrade({ connect: open, ...slow, target: "a", options: { report } }));
  expect(error).toMatchObject({ code: "database-moved", exit: 3, facts: { planned: ["b"], current: ["c"] } });
  await other.close();
});
