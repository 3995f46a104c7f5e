import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import { type sql as sqlTag } from "drizzle-orm";
import type * as sqliteCore from "drizzle-orm/sqlite-core";
import {
  begin,
  commit,
  connect,
  drizzleOn,
  MEMORY,
  rollback,
  type SqliteConnection,
  type SqliteDrizzleDatabase,
  transactionStatus,
} from "../index.ts";
import { codecsOf, proxyOf } from "./drizzle.ts";

type Db = SqliteDrizzleDatabase;

const require = createRequire(import.meta.url);

/** What a user's project would resolve, for each major of Drizzle. */
const majors: Record<string, { from: string; on: (connection: SqliteConnection) => Db }> = {
  "drizzle-orm 0.45": { from: "drizzle-orm", on: (connection) => drizzleOn(connection, import.meta.url) },
  "drizzle-orm 1.0": {
    from: "drizzle-orm-v1",
    on: (connection) => {
      const { drizzle } = require("drizzle-orm-v1/sqlite-proxy") as {
        drizzle: (proxy: object, config: object) => Db;
      };
      return drizzle(proxyOf(connection), codecsOf(require, "drizzle-orm-v1"));
    },
  },
};

describe.each(Object.entries(majors))("%s on SQLite", (_major, { from, on }) => {
  const { sql } = require(from) as { sql: typeof sqlTag };
  const { sqliteTable, integer, text, blob } = require(`${from}/sqlite-core`) as typeof sqliteCore;
  const pets = sqliteTable("pets", {
    id: integer().primaryKey(),
    name: text().notNull(),
    tame: integer({ mode: "boolean" }),
    born: integer({ mode: "timestamp" }),
    tags: text({ mode: "json" }),
    photo: blob({ mode: "buffer" }),
  });
  let connection: SqliteConnection;
  let db: Db;
  beforeEach(async () => {
    connection = await connect({ engine: "sqlite", path: MEMORY });
    await connection.execute(
      "CREATE TABLE pets (id integer PRIMARY KEY, name text NOT NULL, tame, born, tags, photo)",
    );
    db = on(connection);
    await begin(connection);
  });
  afterEach(() => connection.close());

  const names = async () =>
    (await connection.query<{ name: string }>("SELECT name FROM pets ORDER BY id")).map(({ name }) => name);
  const add = (to: Pick<Db, "insert">, name: string) => to.insert(pets).values({ name });
  const fail = (to: Pick<Db, "run">) => to.run(sql`SELECT nonsense`);
  const rejected = (act: PromiseLike<unknown>) => expect(Promise.resolve(act)).rejects.toThrow();

  it("reads back what it writes, in its own types", async () => {
    const rex = { name: "Rex", tame: true, born: new Date(1e12), tags: ["a"], photo: Buffer.from([0, 255]) };
    await db.insert(pets).values(rex);
    expect(await db.select().from(pets)).toEqual([{ id: 1, ...rex }]);
    expect(await db.update(pets).set({ name: "Max" }).returning({ id: pets.id })).toEqual([{ id: 1 }]);
    expect(await names()).toEqual(["Max"]);
  });

  it("answers a query of one's own by name, and of two columns with one name both", async () => {
    await add(db, "Rex");
    expect(await db.all(sql`SELECT id, name FROM pets`)).toEqual([{ id: 1, name: "Rex" }]);
    expect(await db.get(sql`SELECT id, name FROM pets`)).toEqual({ id: 1, name: "Rex" });
    const twice = await db.select({ a: sql`a.name`, b: sql`b.id` }).from(sql`pets AS a, pets AS b`);
    expect(twice).toEqual([{ a: "Rex", b: 1 }]);
  });

  it("sees what the open transaction did, and is undone with it", async () => {
    await connection.execute("ALTER TABLE pets ADD COLUMN m DEFAULT 7");
    await add(db, "Rex");
    expect(await db.values(sql`SELECT m FROM pets`)).toEqual([[7]]);
    await rollback(connection);
    expect(await names()).toEqual([]);
  });

  it("does not end our transaction with its own", async () => {
    await db.transaction(async (tx) => add(tx, "Rex"));
    expect(await transactionStatus(connection)).toBe("open");
    await rollback(connection);
    expect(await names()).toEqual([]);
  });

  it("nests, each level undone by itself", async () => {
    await add(db, "1");
    await rejected(db.transaction(async (tx) => add(tx, "2").then(() => fail(tx))));
    await db.transaction(
      async (tx) => {
        await add(tx, "3");
        await rejected(tx.transaction(async (inner) => add(inner, "4").then(() => fail(inner))));
        await tx.transaction(async (inner) => add(inner, "5"));
      },
      { behavior: "immediate" },
    );
    await commit(connection);
    expect(await names()).toEqual(["1", "3", "5"]);
  });
});

describe("drizzleOn", () => {
  it("says what is missing when the project has no Drizzle", async () => {
    const connection = await connect({ engine: "sqlite", path: MEMORY });
    const error = await failure(() => drizzleOn(connection, "/nowhere/at/all.ts"));
    expect(error).toMatchObject({ code: "drizzle-missing", facts: { module: "drizzle-orm/sqlite-proxy" } });
    await connection.close();
  });
});
