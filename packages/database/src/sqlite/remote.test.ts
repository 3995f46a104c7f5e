import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { failure, type HranaDatabase, hranaServer, type HranaServer } from "@limbeck/testkit";
import { connect, inSavepoint, inTransaction, type SqliteConnection } from "../index.ts";
import { freshFolder } from "../testing/file.ts";

const require = createRequire(import.meta.url);
const Libsql = createRequire(require.resolve("@libsql/client"))("libsql") as new (
  path: string,
) => HranaDatabase;

describe("a remote database", () => {
  const folder = freshFolder();
  let server: HranaServer;
  let connection: SqliteConnection;
  beforeAll(async () => {
    server = await hranaServer(() => new Libsql(folder.file));
    connection = await connect({ engine: "libsql", url: server.url }, { requireFrom: import.meta.url });
  });
  afterAll(async () => {
    await connection.close();
    await server.close();
    folder.drop();
  });
  beforeEach(() => connection.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (n, m)"));

  const add = (n: number) => connection.query("INSERT INTO t VALUES ($1, $2)", [n, null]);
  const rows = async () =>
    (await connection.query<{ n: number }>("SELECT n FROM t ORDER BY n")).map(({ n }) => n);

  it("says that it is one, and gives back what it is given", async () => {
    expect(connection).toMatchObject({ engine: "libsql", everyBatchIsTransaction: true });
    expect(connection.server.version).toBeGreaterThan(3_040_000);
    const values = ["x", 1.5, 2n ** 60n, 7, null, Buffer.from([0, 255])];
    expect(
      await connection.query("SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d, $5 AS e, $6 AS f", values),
    ).toEqual([Object.fromEntries(values.map((value, at) => ["abcdef"[at], value]))]);
  });

  it("forgets a setting with the call that made it", async () => {
    await connection.execute("PRAGMA foreign_keys = OFF");
    expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  });

  it("keeps one session for a transaction, whose savepoints are taken back by themselves", async () => {
    await inTransaction(connection, async () => {
      await add(1);
      await failure(
        inSavepoint(connection, async () => add(2).then(() => connection.query("SELECT nonsense"))),
      );
      await add(3);
    });
    await failure(
      inTransaction(connection, async () => add(4).then(() => connection.query("SELECT nonsense"))),
    );
    expect(await rows()).toEqual([1, 3]);
    expect(connection.transaction.isOpen()).toBe(false);
  });

  it("does all of a batch or nothing, in one request, and says which statement failed", async () => {
    const before = server.requests();
    await connection.batch(["INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (2, 2)"]);
    expect(server.requests()).toBe(before + 1);
    const error = await failure(
      connection.batch(["INSERT INTO t VALUES (3, 3)", "INSERT INTO nowhere VALUES (1)"]),
    );
    expect(error).toMatchObject({
      code: "statement-failed",
      facts: { statement: "INSERT INTO nowhere VALUES (1)", reason: "no such table: nowhere" },
    });
    expect(await rows()).toEqual([1, 2]);
  });

  it("waits for the lock of another transaction", async () => {
    const other = await connect({ engine: "libsql", url: server.url }, { requireFrom: import.meta.url });
    await other.transaction.begin("immediate");
    expect(await connection.transaction.tryBegin()).toBe(false);
    await other.transaction.commit();
    expect(await connection.transaction.tryBegin()).toBe(true);
    await connection.transaction.rollback();
    await other.close();
  });

  it("is told when nobody answers", async () => {
    const target = { engine: "libsql", url: "http://127.0.0.1:1" } as const;
    expect(await failure(connect(target, { requireFrom: import.meta.url }))).toMatchObject({
      code: "database-unreachable",
      exit: 2,
      facts: { url: "http://127.0.0.1:1" },
    });
    const refusing = createServer((_request, response) => response.writeHead(401).end("no")).listen(0);
    const { port } = refusing.address() as AddressInfo;
    const locked = { engine: "libsql", url: `http://127.0.0.1:${port}`, authToken: "S3CRET" } as const;
    const error = await failure(connect(locked, { requireFrom: import.meta.url }));
    expect(error.code).toBe("access-refused");
    expect(error.message + JSON.stringify(error.facts)).not.toContain("S3CRET");
    refusing.close();
  });
});
