import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { begin, connect, type Connection, fromClient, rollback, transactionStatus } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import {
  current,
  currentInDetail,
  downgrade,
  ensureVersion,
  type LoadRevision,
  offlineEnsureVersion,
  previewUpgrade,
  readHistory,
  readRows,
  type RuntimeEvent,
  stamp,
  upgrade,
  versionTable,
} from "../index.ts";
import { project, tasks } from "../testing/project.ts";

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

async function ask(sql: string): Promise<unknown> {
  const [row] = await connection.query(sql);
  return Object.values(row ?? {})[0];
}

describe("an application's own connection", () => {
  it("is left open, and without the lock", async () => {
    const client = await database.client();
    const own = await fromClient(client);
    await upgrade({ connection: own, ...tasks, target: "head" });
    expect((await client.query<{ n: number }>("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    // pg_locks shows the whole server: other tests hold locks of their own databases meanwhile.
    const here = "(SELECT oid FROM pg_database WHERE datname = current_database())";
    expect(
      await ask(`SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database = ${here}`),
    ).toBe(0);
  });

  it("in a transaction is left in it, with its settings", async () => {
    await begin(connection);
    await connection.execute("SET LOCAL lock_timeout = '7s'");
    expect((await upgrade({ connection, ...tasks, target: "head" })).rows).toEqual(["c"]);
    expect(await transactionStatus(connection)).toBe("open");
    expect(await ask("SHOW lock_timeout")).toBe("7s");
    expect(await ask("SELECT count(*)::int FROM tasks")).toBe(0);
    await rollback(connection);
    expect(await ask("SELECT to_regclass('limbeck_version')")).toBeNull();
  });

  it("in a transaction survives a revision that fails", async () => {
    await begin(connection);
    await connection.execute("CREATE TABLE mine (n int)");
    const broken = project(
      { revision: "a" },
      { revision: "b", upgrade: (op) => op.execute("SELECT nonsense") },
    );
    const error = await failure(upgrade({ connection, ...broken, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { revision: "b", takenBack: true } });
    expect(await transactionStatus(connection)).toBe("open");
    expect(await ask("SELECT count(*)::int FROM mine")).toBe(0);
    await rollback(connection);
  });

  it("in a transaction cannot run what must leave it", async () => {
    await begin(connection);
    const loose = project({ revision: "a", transaction: false });
    const error = await failure(upgrade({ connection, ...loose, target: "head" }));
    expect(error).toMatchObject({ code: "revision-leaves-transaction", exit: 3 });
    expect(await transactionStatus(connection)).toBe("open");
    await rollback(connection);
  });
});

describe("reading", () => {
  const role = `reader_${randomBytes(4).toString("hex")}`;
  afterEach(() => database.execute(`DROP OWNED BY ${role}; DROP ROLE ${role}`));

  it("creates nothing, and works for a role that may only read", async () => {
    await database.execute(`CREATE ROLE ${role}`);
    await connection.execute(`SET ROLE ${role}`);
    const input = { connection, ...tasks };
    expect(await current(input)).toEqual({ rows: [], unknown: [], atHeads: false });
    expect((await previewUpgrade({ ...input, target: "head" })).steps).toHaveLength(3);
    expect(await readHistory(connection, versionTable())).toEqual([]);
    await connection.execute("RESET ROLE");
    expect(await ask("SELECT to_regclass('limbeck_version')")).toBeNull();

    await upgrade({ ...input, target: "head" });
    await connection.execute(`GRANT SELECT ON limbeck_version TO ${role}; SET ROLE ${role}`);
    expect(await current(input)).toEqual({ rows: ["c"], unknown: [], atHeads: true });
    expect((await upgrade({ ...input, target: "head" })).steps).toEqual([]);
    await connection.execute("RESET ROLE");
  });

  it("a role that may write the rows but create nothing can go on", async () => {
    await upgrade({ connection, ...tasks, target: "b" });
    await database.execute(
      `CREATE ROLE ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON limbeck_version, limbeck_history TO ${role}`,
    );
    await database.execute(`ALTER TABLE tasks OWNER TO ${role}`);
    await connection.execute(`SET ROLE ${role}`);
    expect((await upgrade({ connection, ...tasks, target: "head" })).rows).toEqual(["c"]);
    await connection.execute("RESET ROLE");
  });
});

describe("the version table", () => {
  it("stands where it is wanted, under any name", async () => {
    const table = { schema: 'my "migrations"', name: "Vérsion" };
    const options = { table, toolVersion: "1.2.3", tag: "it's v1" };
    await upgrade({ connection, ...tasks, target: "head", options });
    expect(await readRows(connection, versionTable(table))).toEqual(["c"]);
    expect(await ask(`SELECT revision FROM "my ""migrations"""."Vérsion"`)).toBe("c");
    const [row] = await readHistory(connection, versionTable(table), { revisions: ["b"] });
    expect(row).toMatchObject({ revision: "b", toolVersion: "1.2.3", tag: "it's v1" });
    expect(await ask(`SELECT count(*)::int FROM "my ""migrations"""."Vérsion_history"`)).toBe(3);
    expect(await ask("SELECT to_regclass('limbeck_history')")).toBeNull();
  });

  it("is found again after a revision that empties the search path, and so are the tables of the next", async () => {
    const dumped = project(
      {
        revision: "a",
        upgrade: (op) => op.execute("SELECT pg_catalog.set_config('search_path', '', false)"),
      },
      { revision: "b", upgrade: (op) => op.execute("CREATE TABLE b (n int)") },
    );
    await upgrade({ connection, ...dumped, target: "head" });
    expect(await ask("SELECT count(*)::int FROM public.b")).toBe(0);
  });

  it("can be created beforehand, and only once", async () => {
    const names: (readonly string[])[] = [];
    const report = (event: RuntimeEvent): void => {
      if (event.kind === "tablesCreated") names.push(event.names);
    };
    const input = { connect: () => connect(database.url), options: { table: { schema: "ops" }, report } };
    await Promise.all([ensureVersion(input), ensureVersion(input)]);
    expect(names).toEqual([["ops", "limbeck_version", "limbeck_history"]]);
    await connection.execute(offlineEnsureVersion({ schema: "ops" }));
  });

  it("needs a schema", async () => {
    await connection.execute("SET search_path = nowhere");
    expect(await failure(upgrade({ connection, ...tasks, target: "head" }))).toMatchObject({
      code: "version-schema-missing",
    });
  });

  it("holds a row for each head of a forked history", async () => {
    //  a - b - d (merge)
    //   \- c -/
    const forked = project(
      { revision: "a" },
      { revision: "b", downRevisions: ["a"] },
      { revision: "c", downRevisions: ["a"] },
      { revision: "d", downRevisions: ["b", "c"] },
    );
    const input = { connection, ...forked };
    expect((await upgrade({ ...input, target: ["b", "c"] })).rows).toEqual(["b", "c"]);
    expect((await upgrade({ ...input, target: "head" })).rows).toEqual(["d"]);
    expect(await readRows(connection, versionTable())).toEqual(["d"]);
    await downgrade({ ...input, target: "b" });
    expect(await readRows(connection, versionTable())).toEqual(["b", "c"]);
    await stamp({ ...input, target: "base" });
    expect(await readRows(connection, versionTable())).toEqual([]);
  });

  it("forgets with a purging stamp what no file has", async () => {
    await upgrade({ connection, ...project({ revision: "elsewhere" }), target: "head" });
    expect(await current({ connection, ...tasks })).toEqual({
      rows: ["elsewhere"],
      unknown: ["elsewhere"],
      atHeads: false,
    });
    expect((await stamp({ connection, ...tasks, target: "b", purge: true })).rows).toEqual(["b"]);
    expect(await readRows(connection, versionTable())).toEqual(["b"]);
  });
});

it("a revision that was changed after it was run is found", async () => {
  const input = { connection, ...tasks };
  const changedBy = async (read: LoadRevision) => (await currentInDetail({ ...input, read })).told?.changed;
  expect(await changedBy(tasks.load)).toEqual([]);
  await upgrade({ ...input, target: "b" });
  const other = async (id: string) => ({ ...(await tasks.load(id)), checksum: `other of ${id}` });
  expect(await changedBy(other)).toMatchObject([
    { revision: "a", applied: { checksum: "checksum of a" } },
    { revision: "b", applied: { checksum: "checksum of b" } },
  ]);
  expect(await changedBy(tasks.load)).toEqual([]);
  await stamp({ ...input, target: "a" });
  expect(await changedBy(other)).toHaveLength(0);
});

it("what failed last is told, and whether a part of it stays, until it is done", async () => {
  const told = async (made: typeof tasks) =>
    (await currentInDetail({ connection, ...made, read: made.load })).told?.unfinished.map(
      ({ revision, outcome }) => [revision, outcome],
    );
  const broken = project({ revision: "a", upgrade: (op) => op.execute("SELECT nonsense") });
  await failure(upgrade({ connection, ...broken, target: "head" }));
  expect(await told(broken)).toEqual([["a", "failed"]]);
  const loose = project({
    revision: "a",
    transaction: false,
    upgrade: (op) => {
      op.execute("CREATE TABLE half (n int)");
      op.execute("SELECT nonsense");
    },
  });
  await failure(upgrade({ connection, ...loose, target: "head" }));
  expect(await told(loose)).toEqual([["a", "failed"]]);
  const lost = project({
    revision: "a",
    upgrade: (op) => op.execute("CREATE TABLE other (n int); COMMIT"),
  });
  await stamp({ connection, ...loose, target: "base" });
  await failure(upgrade({ connection, ...lost, target: "head" }));
  expect(await told(lost)).toEqual([["a", "partial"]]);
  await stamp({ connection, ...loose, target: "a" });
  expect(await told(loose)).toEqual([]);
});
