import { createRequire } from "node:module";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, scratchPglite } from "@limbeck/testkit";
import type { sql as sqlTag } from "drizzle-orm";
import {
  begin,
  commit,
  type DrizzleDatabase,
  drizzleOn,
  fromClient,
  type PostgresConnection,
  rollback,
  transactionStatus,
} from "../index.ts";
import { connectServer as connect } from "../testing/connectServer.ts";
import { nestable } from "./nestable.ts";

type Db = DrizzleDatabase;

const require = createRequire(import.meta.url);

/** What a user's project would resolve, for each major of Drizzle. */
const majors = {
  "drizzle-orm 0.45": (connection: PostgresConnection): Db => drizzleOn(connection, import.meta.url),
  "drizzle-orm 1.0": (connection: PostgresConnection): Db => {
    const { drizzle } = require("drizzle-orm-v1/node-postgres") as { drizzle: (config: object) => Db };
    return drizzle({ client: nestable(connection.client) });
  },
};

const engines = {
  PostgreSQL: async () => {
    const database = await freshDatabase();
    const connection = await connect(database.url);
    return { connection, close: () => connection.close().then(() => database.drop()) };
  },
  PGlite: async () => {
    const scratch = await scratchPglite();
    return { connection: await fromClient(scratch.pglite), close: () => scratch.close() };
  },
};

const cases = Object.entries(majors).flatMap(([major, drizzle]) =>
  Object.entries(engines).map(([engine, open]) => [major, engine, drizzle, open] as const),
);

describe.each(cases)("%s on %s", (major, _engine, drizzle, open) => {
  let connection: PostgresConnection;
  let close: () => Promise<void>;
  let db: Db;
  const { sql } = require(major.endsWith("1.0") ? "drizzle-orm-v1" : "drizzle-orm") as { sql: typeof sqlTag };
  beforeAll(async () => {
    ({ connection, close } = await open());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await connection.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (n int)");
    db = drizzle(connection);
    await begin(connection);
  });

  const add = (on: Pick<Db, "execute">, n: number) => on.execute(sql`INSERT INTO t VALUES (${n})`);
  const fail = (on: Pick<Db, "execute">) => on.execute(sql`SELECT 1 / 0`);
  const rows = async () =>
    (await connection.query<{ n: number }>("SELECT n FROM t ORDER BY n")).map(({ n }) => n);
  const rejected = (act: Promise<unknown>) => expect(act).rejects.toThrow();

  it("sees what the open transaction did, and is undone with it", async () => {
    await connection.execute("ALTER TABLE t ADD COLUMN m int DEFAULT 7");
    await add(db, 1);
    expect((await db.execute(sql`SELECT m FROM t`)).rows).toEqual([{ m: 7 }]);
    await rollback(connection);
    expect(await rows()).toEqual([]);
  });

  it("does not end our transaction with its own", async () => {
    await db.transaction((tx) => add(tx, 1));
    expect(await transactionStatus(connection)).toBe("open");
    await rollback(connection);
    expect(await rows()).toEqual([]);
  });

  it("undoes only its own transaction when that fails", async () => {
    await add(db, 1);
    await rejected(db.transaction((tx) => add(tx, 2).then(() => fail(tx))));
    await rejected(
      db.transaction(async (tx) => {
        await add(tx, 3);
        throw new Error("changed my mind");
      }),
    );
    await db.transaction((tx) => add(tx, 4), { isolationLevel: "serializable" });
    await commit(connection);
    expect(await rows()).toEqual([1, 4]);
  });

  it("nests two levels deep, each undone by itself", async () => {
    await db.transaction(async (tx) => {
      await add(tx, 1);
      await rejected(tx.transaction((inner) => add(inner, 2).then(() => fail(inner))));
      await tx.transaction(async (inner) => {
        await add(inner, 3);
        await rejected(inner.transaction((innermost) => add(innermost, 4).then(() => fail(innermost))));
        await inner.transaction((innermost) => add(innermost, 5));
      });
      await rejected(db.transaction((other) => add(other, 6).then(() => fail(other))));
      await db.transaction((other) => add(other, 7));
    });
    await commit(connection);
    expect(await rows()).toEqual([1, 3, 5, 7]);
  });
});

describe("drizzleOn", () => {
  it("says what is missing when the project has no Drizzle", async () => {
    const scratch = await scratchPglite();
    const connection = await fromClient(scratch.pglite);
    const error = await failure(() => drizzleOn(connection, "/nowhere/at/all.ts"));
    expect(error).toMatchObject({ code: "drizzle-missing", exit: 2, facts: { from: "/nowhere/at/all.ts" } });
    expect(error.message).not.toContain("\n");
    expect(error.hint).toBe("npm install drizzle-orm");
    await scratch.close();
  });
});
