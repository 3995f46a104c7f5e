import { afterEach, describe, expect, it } from "@jest/globals";
import { createClient } from "@libsql/client";
import { failure, freshDatabase, freshPool, scratchPglite } from "@limbeck/testkit";
import { count, relations, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import * as sqlite from "drizzle-orm/sqlite-core";
import * as postgres from "drizzle-orm/pg-core";

import { createAll } from "./index.ts";
import { comment } from "./pg.ts";

const app = postgres.pgSchema("app");
const mood = app.enum("mood", ["sad", "happy"]);
const users = app.table("users", {
  id: postgres.serial().primaryKey(),
  firstName: postgres.text("first_name").notNull(),
  mood: mood().default("happy"),
  boss: postgres.integer().references((): postgres.AnyPgColumn => users.id),
});
const happy = app.view("happy").as((query) =>
  query
    .select()
    .from(users)
    .where(sql`${users.mood} = 'happy'`),
);
const named = postgres
  .pgView("a_first", { n: postgres.bigint({ mode: "number" }) })
  .as(sql`SELECT count(*) AS n FROM app.happy`);
const said = comment(users, "who is there");
const models = { app, mood, users, happy, named, said, usersRelations: relations(users, () => ({})) };

const notes = sqlite.sqliteTable(
  "notes",
  { id: sqlite.integer().primaryKey({ autoIncrement: true }), text: sqlite.text().notNull() },
  (table) => [sqlite.index("notes_text").on(table.text), sqlite.check("some", sql`${table.text} <> ''`)],
);

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe("createAll on PostgreSQL", () => {
  it("makes what the models say, and nothing beside", async () => {
    const database = await freshDatabase({});
    closing.push(() => database.drop());
    const client = await database.client();
    await createAll([models], client);
    await client.query("INSERT INTO app.users (first_name) VALUES ('Ada')");
    expect((await client.query("SELECT n FROM a_first")).rows).toEqual([{ n: "1" }]);
    const tables =
      "SELECT relname, obj_description(oid) AS said FROM pg_class WHERE relkind = 'r' AND oid >= 16384";
    expect((await client.query(tables)).rows).toEqual([{ relname: "users", said: "who is there" }]);
  });

  it("serves a pool and a PGlite, which stay open", async () => {
    const database = await freshDatabase({});
    const pool = freshPool(database.url, 10);
    closing.push(
      () => pool.end(),
      () => database.drop(),
    );
    const scratch = await scratchPglite({});
    closing.push(() => scratch.close());
    await Promise.all([createAll(models, pool), createAll(models, scratch.pglite)]);
    expect((await pool.query("SELECT * FROM app.happy")).rows).toEqual([]);
    expect((await scratch.pglite.query("SELECT * FROM app.happy")).rows).toEqual([]);
  });

  it("says in the database's words what is there already, and leaves nothing behind", async () => {
    const database = await freshDatabase({ sql: "CREATE VIEW a_first AS SELECT 1 AS x" });
    closing.push(() => database.drop());
    const client = await database.client();
    expect(await failure(createAll(models, client))).toMatchObject({
      code: "statement-failed",
      message: expect.stringContaining('relation "a_first" already exists'),
    });
    expect((await client.query("SELECT to_regnamespace('app') AS app")).rows).toEqual([{ app: null }]);
  });

  it("leaves a transaction of the application open", async () => {
    const database = await freshDatabase({});
    closing.push(() => database.drop());
    const client = await database.client();
    await client.query("BEGIN");
    await createAll(models, client);
    await client.query("ROLLBACK");
    expect((await client.query("SELECT to_regnamespace('app') AS app")).rows).toEqual([{ app: null }]);
  });
});

describe("createAll on SQLite", () => {
  it("makes what the models say, on a Drizzle database in memory", async () => {
    const client = createClient({ url: ":memory:" });
    closing.push(() => client.close());
    const db = drizzle({ client });
    await createAll({ notes }, db);
    await db.insert(notes).values({ text: "buy milk" });
    expect(await db.select({ n: count() }).from(notes)).toEqual([{ n: 1 }]);
    await expect(db.insert(notes).values({ text: "" })).rejects.toThrow();
    const names = await client.execute(
      "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
    );
    expect(names.rows.map((row) => row["name"])).toEqual(["notes", "notes_text"]);
    expect(await failure(createAll({ notes }, db))).toMatchObject({
      code: "statement-failed",
      message: expect.stringContaining("already exists"),
    });
  });

  it("calls columns as the casing says", async () => {
    const client = createClient({ url: ":memory:" });
    closing.push(() => client.close());
    const people = sqlite.sqliteTable("people", { firstName: sqlite.text() });
    await createAll({ people }, client, { casing: "snake_case" });
    expect((await client.execute("SELECT first_name FROM people")).rows).toEqual([]);
  });

  it("refuses models of which nothing is of this database", async () => {
    const client = createClient({ url: ":memory:" });
    closing.push(() => client.close());
    expect(await failure(createAll({}, client))).toMatchObject({ code: "models-empty", exit: 3 });
    expect(await failure(createAll(models, client))).toMatchObject({
      code: "models-of-another-dialect",
      exit: 2,
    });
  });
});
