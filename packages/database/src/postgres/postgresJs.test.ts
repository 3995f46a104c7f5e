import { createRequire } from "node:module";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";

import {
  begin,
  commit,
  drizzleOn,
  fromClient,
  type PostgresConnection,
  type PostgresJs,
  transactionStatus,
} from "../index.ts";

const require = createRequire(import.meta.url);

/** A client of postgres.js, as far as an application uses it here. */
interface Sql extends PostgresJs {
  (texts: TemplateStringsArray): Promise<readonly object[]>;
  begin(body: (sql: Sql) => Promise<void>): Promise<void>;
  end(options: { readonly timeout: number }): Promise<void>;
}

type Options = Readonly<Record<string, unknown>>;

const postgres = require("postgres") as ((url: string, options: Options) => Sql) & { readonly camel: object };

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function withSql(options: Options, use: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined, ...options });
  try {
    await use(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function connected(
  options: Options,
  use: (connection: PostgresConnection) => Promise<void>,
): Promise<void> {
  await withSql(options, async (sql) => {
    const connection = await fromClient(sql);
    await use(connection);
    await connection.close();
  });
}

describe("a client of postgres.js", () => {
  it("lends one session, and gets it back", () =>
    withSql({}, async (sql) => {
      const connection = await fromClient(sql);
      expect(connection.server.version).toBeGreaterThan(140_000);
      await connection.execute("CREATE TEMP TABLE mine (n integer); INSERT INTO mine VALUES (1)");
      expect(await connection.query("SELECT n FROM mine")).toEqual([{ n: 1 }]);
      await connection.close();
      // The only session there is.
      expect([...(await sql`SELECT n FROM mine`)]).toEqual([{ n: 1 }]);
    }));

  it("answers in the words of the server, whatever it parses itself", () =>
    connected({ types: { odd: { to: 25, from: [25, 20], parse: () => "odd" } } }, async (connection) => {
      const [row] = await connection.query(
        `SELECT 9007199254740993 AS big, true AS yes, NULL AS nothing, 'é' AS text, '{"a":[1]}'::jsonb AS json,
         '2026-01-02 03:04:05.678901'::timestamp AS at, ARRAY['a', NULL] AS list, 7::oid AS oid`,
      );
      expect(row).toEqual({
        big: "9007199254740993",
        yes: true,
        nothing: null,
        text: "é",
        json: { a: [1] },
        at: "2026-01-02 03:04:05.678901",
        list: "{a,NULL}",
        oid: 7,
      });
    }));

  it("takes parameters as texts, whatever it would make of their types", () =>
    connected({}, async (connection) => {
      const [row] = await connection.query(
        `SELECT $1::jsonb AS json, $2::boolean AS yes, $3::timestamp AS at, $4::text[] AS list, $5::bytea AS bytes,
         $6::text AS nothing, $7::jsonb ->> 'a' AS object, $8::bigint AS big, $9::integer[] AS numbers`,
        [
          '{"a": 1}',
          "t",
          "2026-01-02 03:04:05.678901",
          ['a"b\\', null, "NULL"],
          Buffer.from([1, 255]),
          null,
          { a: "x" },
          9007199254740993n,
          [[1], [2]],
        ],
      );
      expect(row).toEqual({
        json: { a: 1 },
        yes: true,
        at: "2026-01-02 03:04:05.678901",
        list: '{"a\\"b\\\\",NULL,"NULL"}',
        bytes: "\\x01ff",
        nothing: null,
        object: "x",
        big: "9007199254740993",
        numbers: "{{1},{2}}",
      });
    }));

  it("answers several statements each by itself, those without rows too", () =>
    connected({}, async (connection) => {
      const several = [
        "SELECT 1 AS a -- and",
        "SET LOCAL work_mem = '1MB'",
        "SET LOCAL work_mem = '2MB'",
        "SELECT 2 AS b WHERE false",
        "SHOW work_mem",
      ];
      await begin(connection);
      expect(await connection.batch(several)).toEqual([[{ a: 1 }], [], [], [], [{ work_mem: "2MB" }]]);
      await commit(connection);
      await connection.execute("CREATE TABLE undone (n integer)");
      await failure(connection.batch(["INSERT INTO undone VALUES (1)", "SELECT nonsense"]));
      expect(await connection.query("SELECT * FROM undone")).toEqual([]);
    }));

  it("tells what the server refuses, and where", () =>
    connected({}, async (connection) => {
      await connection.execute("CREATE TABLE ruled (n integer CONSTRAINT positive CHECK (n > 0))");
      const refused = { code: "statement-failed", exit: 4 };
      expect(await failure(connection.query("SELECT nonsense"))).toMatchObject({
        ...refused,
        facts: { sqlstate: "42703", position: 8 },
      });
      expect(await failure(connection.execute("INSERT INTO ruled VALUES (-1)"))).toMatchObject({
        ...refused,
        facts: { sqlstate: "23514", schema: "public", table: "ruled", constraint: "positive" },
      });
    }));

  it("knows whether a transaction is open, and that a COMMIT was none", () =>
    connected({}, async (connection) => {
      expect(await transactionStatus(connection)).toBe("none");
      await begin(connection);
      expect(await transactionStatus(connection)).toBe("open");
      await failure(connection.query("SELECT nonsense"));
      expect(await transactionStatus(connection)).toBe("failed");
      expect(await failure(commit(connection))).toMatchObject({ code: "transaction-rolled-back" });
    }));

  it("may be that of a transaction, which stays open", () =>
    withSql({}, async (sql) => {
      await sql.begin(async (tx) => {
        const connection = await fromClient(tx);
        expect(await transactionStatus(connection)).toBe("open");
        await connection.execute("CREATE TABLE kept (n integer)");
        await connection.close();
        expect([...(await tx`SELECT * FROM kept`)]).toEqual([]);
      });
      expect([...(await sql`SELECT * FROM kept`)]).toEqual([]);
    }));

  it("is refused where it changes names on the way", () =>
    withSql({ transform: postgres.camel }, async (sql) => {
      expect(await failure(fromClient(sql))).toMatchObject({ code: "client-transforms", exit: 2 });
      // It has its session back.
      expect([...(await sql`SELECT 1 AS one_two`)]).toEqual([{ oneTwo: 1 }]);
    }));

  it.each(["drizzle-orm", "drizzle-orm-v1"])("may be under a database of %s, and op.run gets one", (name) =>
    withSql({}, async (client) => {
      const { drizzle } = require(`${name}/postgres-js`) as {
        readonly drizzle: (config: object) => { readonly $client: Sql };
      };
      const connection = await fromClient(drizzle({ client }));
      const db = drizzleOn(connection, import.meta.url);
      const { sql } = require("drizzle-orm") as typeof import("drizzle-orm");
      await begin(connection);
      await db.transaction(async (tx) => {
        const { rows } = await tx.execute(sql`SELECT ${{ a: 1 }}::jsonb AS json, ${7}::int AS n`);
        expect(rows).toEqual([{ json: { a: 1 }, n: 7 }]);
        const half = tx.select({ half: sql`0.5::float8` }).from(sql`(SELECT 1) AS t`);
        expect(await half).toEqual([{ half: 0.5 }]);
      });
      expect(await transactionStatus(connection)).toBe("open");
      await commit(connection);
      await connection.close();
    }),
  );
});
