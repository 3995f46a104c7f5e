import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";
import pg from "pg";
import { type Connection, type PostgresConnection, type SqlNotice } from "../index.ts";
import { connectServer as connect } from "../testing/connectServer.ts";

const open: PostgresConnection[] = [];

async function opened(connection: Promise<PostgresConnection>): Promise<PostgresConnection> {
  const one = await connection;
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
});

describe.each(postgresMajors())("a connection to PostgreSQL %i", (major) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase({ major });
  });
  afterAll(() => database.drop());

  it("knows the server's version without asking", async () => {
    const connection = await opened(connect(database.url));
    expect(Math.floor(connection.server.version / 10_000)).toBe(major);
    const watcher = await opened(connect(database.url));
    const asking = "SELECT query FROM pg_stat_activity WHERE pid = $1";
    expect(await watcher.query(asking, [Reflect.get(connection.client, "processID")])).toEqual([
      { query: "" },
    ]);
    const asked = await connection.query("SHOW server_version_num");
    expect(asked).toEqual([{ server_version_num: String(connection.server.version) }]);
  });

  it("answers JSON parsed and the rest as plain values, whatever the application did to pg's parsers", async () => {
    pg.types.setTypeParser(pg.types.builtins.INT4, () => "spoilt");
    pg.types.setTypeParser(pg.types.builtins.JSONB, () => "spoilt");
    const connection = await opened(connect(database.url));
    const sql = `SELECT $1::int AS i, 2::bigint AS b, true AS t, '{"a": [1]}'::jsonb AS j, ARRAY['x']::name[] AS n, NULL AS z`;
    const [row] = await connection.query(sql, [7]);
    pg.types.setTypeParser(pg.types.builtins.INT4, Number);
    pg.types.setTypeParser(pg.types.builtins.JSONB, JSON.parse);
    expect(row).toEqual({ i: 7, b: "2", t: true, j: { a: [1] }, n: "{x}", z: null });
  });

  it("sends a batch in one round trip and answers each statement's rows", async () => {
    const connection = await opened(connect(database.url));
    const statements = [
      "SELECT 1 AS a -- a comment",
      "CREATE TEMP TABLE t AS SELECT 1",
      "SELECT ';' AS b",
      "SELECT 1 WHERE false",
    ];
    expect(await connection.batch(statements)).toEqual([[{ a: 1 }], [], [{ b: ";" }], []]);
    expect(await connection.batch(["SELECT 1 AS a"])).toEqual([[{ a: 1 }]]);
    expect(await connection.batch([])).toEqual([]);
    await expect(connection.batch(["SELECT 1; SELECT 2"])).rejects.toThrow("1 texts held 2 statements");
  });

  it("does all of a batch or nothing", async () => {
    const connection = await opened(connect(database.url));
    await failure(connection.batch(["CREATE TABLE half (n int)", "SELECT 1 / 0"]));
    expect(await connection.query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  });

  it("hears notices as long as it is asked to", async () => {
    const connection = await opened(connect(database.url));
    const heard: (string | undefined)[] = [];
    const stop = connection.onNotice((notice: SqlNotice) => heard.push(notice.message));
    await connection.execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$");
    stop();
    await connection.execute("DO $$ BEGIN RAISE NOTICE 'three'; END $$");
    expect(heard).toEqual(["one", "two"]);
  });

  it("tells what the server said of a statement", async () => {
    const connection = await opened(connect(database.url));
    await connection.execute("CREATE TABLE pets (name text CONSTRAINT named CHECK (name <> ''))");
    const syntax = await failure(connection.query("SELECT\n  nonsense FROM pets"));
    expect(syntax).toMatchObject({
      code: "statement-failed",
      exit: 4,
      facts: { sqlstate: "42703", position: 10, statement: "SELECT\n  nonsense FROM pets" },
    });
    expect(syntax.message).toContain('column "nonsense" does not exist');
    const check = await failure(connection.query("INSERT INTO pets VALUES ($1)", [""]));
    expect(check.facts).toMatchObject({
      sqlstate: "23514",
      schema: "public",
      table: "pets",
      constraint: "named",
    });
    expect(check.facts["detail"]).toContain("Failing row");
    const inside = await failure(connection.execute("DO $$ BEGIN PERFORM 1/0; END $$"));
    expect(inside.facts["where"]).toContain("PL/pgSQL");
    expect((await connection.query("SELECT 1 AS ok"))[0]).toEqual({ ok: 1 });
  });

  it("names the session, and takes settings, from the URL or its opener", async () => {
    const name = "SELECT current_setting('application_name') AS name, current_setting('search_path') AS path";
    const plain = await opened(connect(database.url));
    expect((await plain.query(name))[0]).toMatchObject({ name: "limbeck" });
    const ours = await opened(connect(database.url, { applicationName: "limbeck 1.0" }));
    expect((await ours.query(name))[0]).toMatchObject({ name: "limbeck 1.0" });
    const own = await opened(
      connect(`${database.url}?application_name=me&options=-c%20search_path%3Dx`, {
        applicationName: "limbeck",
      }),
    );
    expect((await own.query(name))[0]).toEqual({ name: "me", path: "x" });
  });

  it("connects to a database of any name", async () => {
    const odd = await freshDatabase({ major, oddName: true });
    const connection = await opened(connect(odd.url));
    expect(await connection.query("SELECT current_database() AS name")).toEqual([{ name: odd.name }]);
    await connection.close();
    open.pop();
    await odd.drop();
  });

  it("runs what it is told to run first, and closes if that fails", async () => {
    const connection = await opened(
      connect(database.url, { onConnect: (first) => first.execute("SET lock_timeout = '7s'") }),
    );
    expect(await connection.query("SHOW lock_timeout")).toEqual([{ lock_timeout: "7s" }]);
    const applicationName = `doomed-${major}`;
    const onConnect = (first: Connection) => first.execute("SET ROLE nobody_knows");
    expect((await failure(connect(database.url, { applicationName, onConnect }))).code).toBe(
      "statement-failed",
    );
    const left = "SELECT 1 FROM pg_stat_activity WHERE application_name = $1";
    while ((await connection.query(left, [applicationName])).length > 0);
  });

  it("gives up in the middle of a greeting when told to", async () => {
    const controller = new AbortController();
    const mute = createServer((socket) => socket.once("data", () => controller.abort()));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const url = `postgres://postgres@127.0.0.1:${port}/shop`;
    expect(await failure(connect(url, { signal: controller.signal }))).toMatchObject({ code: "cancelled" });
    await new Promise((resolve) => mute.close(resolve));
  });

  it("cancels the statement in hand when told to", async () => {
    const controller = new AbortController();
    const connection = await opened(connect(database.url, { signal: controller.signal }));
    const sleeping = failure(connection.query("SELECT pg_sleep(50)"));
    const watcher = await opened(connect(database.url));
    const asleep =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
    while ((await watcher.query<{ n: number }>(asleep))[0]?.n !== 1);
    controller.abort();
    expect(await sleeping).toMatchObject({ code: "cancelled", exit: 130 });
    expect(await failure(connect(database.url, { signal: controller.signal }))).toMatchObject({
      code: "cancelled",
    });
  });

  it("notices that its session was ended", async () => {
    const connection = await opened(connect(database.url));
    const killer = await opened(connect(database.url));
    const [me] = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const lost = failure(connection.query("SELECT pg_sleep(50)"));
    await killer.query("SELECT pg_terminate_backend($1)", [me?.pid]);
    expect(await lost).toMatchObject({ code: "connection-lost", exit: 4 });
    expect(await failure(connection.query("SELECT 1"))).toMatchObject({ code: "connection-lost" });
  });
});
