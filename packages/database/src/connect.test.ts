import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { LimbeckError } from "@limbeck/model";
import {
  freshDatabase,
  guardedRole,
  postgresMajors,
  scratchPglite,
  type TestDatabase,
} from "@limbeck/testkit";
import pg from "pg";
import { connect, type Connection, fromClient, parseUrl, type SqlNotice } from "./index.ts";

const open: Connection[] = [];

async function opened(connection: Promise<Connection>): Promise<Connection> {
  const one = await connection;
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
});

async function failure(promise: Promise<unknown>): Promise<LimbeckError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof LimbeckError) return error;
  throw new Error("expected a LimbeckError", { cause: error });
}

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
    pg.types.setTypeParser(23, () => "spoilt");
    pg.types.setTypeParser(3802, () => "spoilt");
    const connection = await opened(connect(database.url));
    const sql = `SELECT $1::int AS i, 2::bigint AS b, true AS t, '{"a": [1]}'::jsonb AS j, ARRAY['x']::name[] AS n, NULL AS z`;
    const [row] = await connection.query(sql, [7]);
    pg.types.setTypeParser(23, Number);
    pg.types.setTypeParser(3802, JSON.parse);
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

  it("cancels the statement in hand when told to", async () => {
    const controller = new AbortController();
    const connection = await opened(connect(database.url, { signal: controller.signal }));
    const sleeping = failure(connection.query("SELECT pg_sleep(50)"));
    const watcher = await opened(connect(database.url));
    const asleep =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%sleep(50)%' AND wait_event = 'PgSleep'";
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

describe("a failure to connect", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  function url(
    change: Partial<Record<"username" | "password" | "hostname" | "port" | "pathname" | "search", string>>,
  ) {
    return Object.assign(new URL(database.url), change).href;
  }

  it.each([
    ["password-wrong", { username: guardedRole.user, password: "wr0ng" }, /password authentication failed/],
    ["password-wrong", { username: guardedRole.user }, /password must be a string/],
    ["access-refused", { username: "nobody_at_all" }, /role "nobody_at_all" does not exist/],
    ["database-unknown", { pathname: "/no_such" }, /database "no_such" does not exist/],
    ["host-unknown", { hostname: "no-such-host.invalid" }, /no-such-host.invalid/],
    ["tls-refused", { search: "?sslmode=require" }, /does not support SSL/],
    ["database-unreachable", { port: "1" }, /ECONNREFUSED/],
    ["database-unreachable", { hostname: "localhost", port: "1" }, /ECONNREFUSED/],
  ] as const)("is %s for %j", async (code, change, words) => {
    const error = await failure(connect(url(change)));
    expect(error).toMatchObject({ code, exit: 2 });
    expect(error.facts["reason"]).toMatch(words);
    expect(error.message).toMatch(words);
    expect(error.hint).toBeDefined();
    expect(JSON.stringify([error.message, error.hint, error.facts])).not.toContain("wr0ng");
  });

  it("says so when something else than PostgreSQL answers, or nothing does", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const sockets = new Set<{ destroy(): void }>();
    silent.on("connection", (socket) => sockets.add(socket));
    expect((await failure(connect(url({ port, search: "?connect_timeout=1" })))).code).toBe(
      "database-unreachable",
    );
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("does without TLS where it is only preferred", async () => {
    const target = parseUrl(database.url);
    if (target.engine !== "postgres") throw new Error("expected a server");
    const connection = await opened(connect({ ...target, ssl: "prefer" }));
    expect(await connection.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    expect((await failure(connect({ ...target, ssl: "require" }))).code).toBe("tls-refused");
  });
});

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
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
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
    expect(await failure(fromClient({} as pg.Client))).toMatchObject({ code: "client-unknown", exit: 2 });
  });
});
