import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import fc from "fast-check";
import { connect, MEMORY, type SqliteConnection } from "../index.ts";
import { freshFolder } from "../testing/file.ts";
import { installed } from "../testing/drivers.ts";
import { type SqliteValue } from "./session.ts";
import { sqliteConnectionOn } from "./connection.ts";

describe.each(installed())("a connection by %s", (_name, open) => {
  let folder: ReturnType<typeof freshFolder>;
  const connections: SqliteConnection[] = [];
  beforeEach(() => {
    folder = freshFolder();
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    folder.drop();
  });

  const opened = async (path = folder.file): Promise<SqliteConnection> => {
    const session = open(path);
    const connection = await sqliteConnectionOn({
      engine: "sqlite",
      session,
      close: () => session.close(),
      inMemory: () => opened(MEMORY),
    });
    connections.push(connection);
    return connection;
  };

  it("makes the file, and knows the version", async () => {
    const { dialect, engine, server } = await opened();
    expect({ dialect, engine }).toEqual({ dialect: "sqlite", engine: "sqlite" });
    expect(server.version).toBeGreaterThan(3_037_000);
    expect(existsSync(folder.file)).toBe(true);
  });

  it("takes $1 … in any order, also twice, and leaves those in texts alone", async () => {
    const connection = await opened(MEMORY);
    const sql =
      'SELECT $2 AS b, $1 AS a, $1 AS again, \'$1\' AS text, "$2" AS quoted FROM (SELECT 7 AS "$2")';
    expect(await connection.query(sql, ["x", null])).toEqual([
      { b: null, a: "x", again: "x", text: "$1", quoted: 7 },
    ]);
  });

  it("gives back every value that SQLite can store", async () => {
    const connection = await opened(MEMORY);
    const value: fc.Arbitrary<SqliteValue> = fc.oneof(
      fc.constant(null),
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
      fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
    );
    const law = fc.asyncProperty(value, value, async (a, b) => {
      const { rows } = await connection.rows("SELECT ?, ?", [a, b]);
      expect(rows).toEqual([[a, b]]);
      expect(await connection.query("SELECT $1 AS a, $2 AS b", [a, b])).toEqual([{ a, b }]);
    });
    await fc.assert(law, { numRuns: 60 });
    expect(await connection.query("SELECT $1 AS t, $2 AS f", [true, false])).toEqual([{ t: 1, f: 0 }]);
  });

  it("answers what a statement returns, whether it reads or writes", async () => {
    const connection = await opened();
    expect(await connection.query("CREATE TABLE t (n integer PRIMARY KEY, m)")).toEqual([]);
    expect(await connection.query("INSERT INTO t VALUES (1, 'a'), (2, 'b') RETURNING n")).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    expect(await connection.query("INSERT INTO t VALUES (3, 'c')")).toEqual([]);
    expect(await connection.query("SELECT count(*) AS n FROM t -- all")).toEqual([{ n: 3 }]);
    expect(await connection.query("SELECT 1 AS a, 2 AS a")).toEqual([{ a: 2 }]);
  });

  it("does all of a batch or nothing, and answers each statement's rows", async () => {
    const connection = await opened();
    expect(
      await connection.batch(["CREATE TABLE t (n)", "INSERT INTO t VALUES (1)", "SELECT n FROM t"]),
    ).toEqual([[], [], [{ n: 1 }]]);
    const error = await failure(
      connection.batch(["CREATE TABLE half (n)", "INSERT INTO nowhere VALUES (1)"]),
    );
    expect(error).toMatchObject({
      code: "statement-failed",
      facts: { statement: "INSERT INTO nowhere VALUES (1)", reason: "no such table: nowhere" },
    });
    expect(await connection.query("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    expect(connection.transaction.isOpen()).toBe(false);
    expect(await connection.batch([])).toEqual([]);
  });

  it("runs a text of many statements, or of none", async () => {
    const connection = await opened();
    await connection.execute(
      "CREATE TABLE t (n); INSERT INTO t VALUES (';'); -- ;\n INSERT INTO t VALUES (2)",
    );
    expect(await connection.query("SELECT count(*) AS n FROM t")).toEqual([{ n: 2 }]);
    await connection.execute("-- nothing");
    await connection.execute("");
  });

  it("tells what SQLite said of a statement, and where", async () => {
    const connection = await opened();
    await connection.execute("CREATE TABLE t (n UNIQUE); INSERT INTO t VALUES (1)");
    expect(await failure(connection.query("INSERT INTO t VALUES (1)"))).toMatchObject({
      code: "statement-failed",
      exit: 4,
      message: "The database refuses the statement: UNIQUE constraint failed: t.n.",
    });
    const syntax = await failure(connection.query("SELECT n\nFORM t WHERE n = 1"));
    expect(syntax.facts).toMatchObject({ reason: 'near "t": syntax error', sqlite: "SQLITE_ERROR" });
    expect((await failure(connection.execute("SELEC 1"))).facts["position"]).toBe(1);
  });

  it("waits for the other who writes, and says when that takes too long", async () => {
    const [one, two] = [await opened(), await opened()];
    await one.execute("CREATE TABLE t (n)");
    await one.transaction.begin("immediate");
    expect(await two.transaction.tryBegin()).toBe(false);
    const waiting = two.execute("INSERT INTO t VALUES (2)");
    const asking = two.query("INSERT INTO t VALUES (3) RETURNING n");
    await one.query("INSERT INTO t VALUES (1)");
    await one.transaction.commit();
    await waiting;
    expect(await asking).toEqual([{ n: 3 }]);
    await two.execute("INSERT INTO t VALUES (4)");
    expect(await one.query("SELECT n FROM t ORDER BY n")).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    expect(await two.transaction.tryBegin()).toBe(true);
  });

  it("knows a file that is no database", async () => {
    writeFileSync(folder.file, "no database, but long enough to be looked at".repeat(100));
    expect(await failure(opened())).toMatchObject({ code: "not-a-database", exit: 4 });
  });
});

describe("opening a file", () => {
  const folder = freshFolder();
  afterEach(() => {
    if (existsSync(folder.path)) chmodSync(folder.path, 0o755);
    folder.drop();
  });

  it.each([
    ["a folder that is not there", join(folder.path, "none", "test.db"), "does not exist"],
    ["a folder for a file", folder.path, "it is a folder"],
    ["a file for a folder", join(import.meta.filename, "test.db"), "is no folder"],
  ])("says what is wrong: %s", async (_what, path, words) => {
    mkdirSync(folder.path, { recursive: true });
    const error = await failure(connect({ engine: "sqlite", path }));
    expect(error).toMatchObject({ code: "database-file-unusable", exit: 2, facts: { path } });
    expect(error.message).toContain(words);
  });

  it("needs a folder that may be written to for a new file, and not to read one", async () => {
    // Root may do everything, and Windows has other rights.
    const obeys = process.platform !== "win32" && process.getuid?.() !== 0;
    if (!obeys) return;
    mkdirSync(folder.path, { recursive: true });
    const target = { engine: "sqlite", path: folder.file } as const;
    chmodSync(folder.path, 0o555);
    const error = await failure(connect(target));
    expect(error.message).toBe(
      `The database file ${folder.file} cannot be opened: the folder ${folder.path} cannot be written to.`,
    );
    chmodSync(folder.path, 0o755);
    const made = await connect(target);
    await made.execute("CREATE TABLE t (n)");
    await made.close();
    chmodSync(folder.path, 0o555);
    const read = await connect(target);
    expect(await read.query("SELECT count(*) AS n FROM t")).toEqual([{ n: 0 }]);
    expect(await failure(read.execute("INSERT INTO t VALUES (1)"))).toMatchObject({
      code: "database-read-only",
    });
    await read.close();
    chmodSync(folder.file, 0o200);
    expect((await failure(connect(target))).message).toContain("this user may not read it");
  });

  it("enforces foreign keys, whatever the driver's habit is", async () => {
    const connection = await connect({ engine: "sqlite", path: MEMORY });
    expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    await connection.close();
  });

  it("sorts in files where there is a folder for them, whatever the driver's habit is", async () => {
    const connection = await connect({ engine: "sqlite", path: MEMORY });
    expect(await connection.query("PRAGMA temp_store")).toEqual([{ temp_store: 1 }]);
    await connection.close();
  });

  it("begins while another one writes to the file", async () => {
    mkdirSync(folder.path, { recursive: true });
    const target = { engine: "sqlite", path: folder.file } as const;
    const one = await connect(target);
    await one.execute("BEGIN EXCLUSIVE; CREATE TABLE t (n)");
    const other = connect(target);
    await Promise.race([other, sleep(300)]);
    await one.execute("COMMIT");
    const two = await other;
    expect(await two.query("SELECT n FROM t")).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  it("may be asked, and closed again, once it is closed", async () => {
    const connection = await connect({ engine: "sqlite", path: MEMORY });
    await connection.close();
    await connection.close();
    expect(connection.transaction.isOpen()).toBe(false);
    expect((await failure(connection.query("SELECT 1"))).message).toContain("the connection is closed");
  });

  it("begins nothing more when it is told to stop", async () => {
    const stop = new AbortController();
    const connection = await connect({ engine: "sqlite", path: MEMORY }, { signal: stop.signal });
    stop.abort();
    expect(await failure(connection.query("SELECT 1"))).toMatchObject({ code: "cancelled", exit: 130 });
    await connection.close();
  });
});
