import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection, MEMORY, parseUrl } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { clearRows } from "./clearRows.ts";
import { readRows } from "./readRows.ts";
import { seedRows } from "./seed.ts";
import { emptyOf } from "./tableRows.ts";

/** Makes tables, gives them rows, and says what they hold then. */
async function seeded(connection: Connection, sql: string) {
  await connection.execute(sql);
  const { schema } = await introspect(connection, {});
  const before = await readRows(connection, schema);
  const empty = emptyOf(schema, before);
  const unseeded = await seedRows(connection, empty);
  const held = await readRows(connection, schema);
  await clearRows(connection, empty);
  expect(await readRows(connection, schema)).toEqual(before);
  return {
    unseeded,
    rows: Object.fromEntries(held.map(({ name, rows }) => [name, rows])),
    /** The columns that have no two values. */
    dull: held.flatMap(({ columns, rows }) =>
      columns.filter(
        (name) => new Set(rows.map((row) => row[name] ?? null).filter((value) => value !== null)).size < 2,
      ),
    ),
  };
}

describe("rows for a scratch database, on PostgreSQL", () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await freshDatabase();
    connection = await connect(parseUrl(database.url));
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  it("have values of every type, two that differ", async () => {
    const { unseeded, dull, rows } = await seeded(
      connection,
      `CREATE TYPE mood AS ENUM ('sad', 'happy');
       CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
       CREATE TABLE every (
         id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a smallint, b integer, c numeric(10,2), d numeric(2,2), e real,
         f boolean, g text, h varchar(1), i char(3), j date, k time, l timestamptz, m interval, n uuid, o json, p jsonb,
         q bytea, r inet, s cidr, t macaddr, u bit(3), v varbit, w point, x int4range, y tsrange, z mood, aa email,
         bb text[], cc integer[], dd money, ee tsvector, ff xml, gg "char", hh oid, ii path, jj timetz NOT NULL,
         twice integer GENERATED ALWAYS AS (b * 2) STORED);`,
    );
    expect([unseeded, dull]).toEqual([[], []]);
    expect(rows["every"]?.map((row) => [row["id"], row["b"], row["jj"]])).toEqual([
      ["71", "71", "10:11:01+00"],
      ["72", "72", "10:11:02+00"],
      ["73", null, "10:11:03+00"],
    ]);
  });

  it("find the rows that they point at, also in a circle and in a name that needs quotes", async () => {
    const { unseeded, rows } = await seeded(
      connection,
      `CREATE TABLE "A ""child""" (id integer PRIMARY KEY, "Of" integer NOT NULL, up integer REFERENCES "A ""child""");
       CREATE TABLE parent (id integer PRIMARY KEY, child integer REFERENCES "A ""child""" DEFERRABLE);
       ALTER TABLE "A ""child""" ADD FOREIGN KEY ("Of") REFERENCES parent;`,
    );
    expect(unseeded).toEqual([]);
    expect([rows['A "child"']?.length, rows["parent"]?.length]).toEqual([3, 3]);
  });

  it("pass checks that say what they take, and leave rows alone that are there", async () => {
    const { unseeded, rows } = await seeded(
      connection,
      `CREATE TABLE checked (id integer PRIMARY KEY, state text NOT NULL CHECK (state IN ('new', 'done')),
         size integer NOT NULL CHECK (size BETWEEN 3 AND 5), mail text NOT NULL CHECK (mail ~ '@'));
       CREATE TABLE never (id integer CHECK (id <> id), n integer NOT NULL);
       CREATE TABLE filled (id integer PRIMARY KEY, n integer NOT NULL);
       INSERT INTO filled VALUES (1, 1);`,
    );
    expect(new Set(rows["checked"]?.map(({ state }) => state))).toEqual(new Set(["done", "new"]));
    expect(rows["filled"]).toEqual([{ id: "1", n: "1" }]);
    expect(rows["never"]?.map(({ id }) => id)).toEqual([null, null, null]);
    expect(unseeded).toEqual([]);
  });

  it("say which tables take none, and why", async () => {
    const { unseeded } = await seeded(
      connection,
      "CREATE TABLE closed (id integer NOT NULL CHECK (id <> id))",
    );
    expect(unseeded).toEqual([{ name: "closed", reason: expect.stringMatching("closed_id_check") }]);
  });
});

describe("rows for a scratch database, on SQLite", () => {
  it("have values of every affinity, and find the rows that they point at", async () => {
    const connection = await connect({ engine: "sqlite", path: MEMORY });
    try {
      await connection.execute("PRAGMA foreign_keys = ON");
      const { unseeded, dull, rows } = await seeded(
        connection,
        `CREATE TABLE child (id integer PRIMARY KEY, of text NOT NULL REFERENCES parent (code));
         CREATE TABLE parent (code text PRIMARY KEY, a real, b blob, c numeric(3,1), d boolean,
           e text CHECK (e IN ('x', 'y')), f) WITHOUT ROWID;
         CREATE TABLE strict (id integer PRIMARY KEY, a text NOT NULL, b blob, c real, d any) STRICT;`,
      );
      expect([unseeded, dull]).toEqual([[], []]);
      expect(rows["child"]?.map(({ of }) => of)).toEqual(["'71'", "'72'", "'73'"]);
      expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    } finally {
      await connection.close();
    }
  });
});
