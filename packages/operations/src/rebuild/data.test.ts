import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { FACTS, memory, type Memory, recorded, sqlOf } from "../testing/memory.ts";
import { planOnSqlite } from "./planOnSqlite.ts";

let database: Memory;
beforeEach(() => {
  database = memory();
  database.run(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT)",
    "INSERT INTO t VALUES (1, NULL), (2, NULL)",
  );
});
afterEach(() => database.close());

describe("data on SQLite", () => {
  it("is filled where there is none, as SQLite writes it", () => {
    database.run(...sqlOf(recorded((op) => op.backfill("t", "b", "it's \\ 1"))));
    expect(database.rows("SELECT b FROM t")).toEqual([["it's \\ 1"], ["it's \\ 1"]]);
  });

  it("that nobody has thought of fails with what is to be done, and passes where there are no rows", () => {
    const todo = sqlOf(recorded((op) => op.backfill("t", "b", sql`TODO`)));
    expect(() => database.run(...todo)).toThrow("rows of t that have no b need one");
    database.run("DROP TABLE _limbeck_todo", "DELETE FROM t", ...todo);
    expect(database.rows("SELECT name FROM sqlite_schema WHERE name LIKE '%limbeck%'")).toEqual([]);
  });

  it("is inserted with defaults for what a row leaves out", () => {
    database.run(
      "CREATE TABLE d (a INT DEFAULT 7, b)",
      ...sqlOf(
        recorded((op) => op.bulkInsert("d", [{ b: true }, { a: 1, b: null }, {}, { b: sql`1 + 1`, a: 2 }])),
      ),
    );
    expect(database.rows("SELECT * FROM d")).toEqual([
      [7, 1],
      [1, null],
      [7, null],
      [2, 2],
    ]);
  });

  it("is copied from one table into another", () => {
    database.run('CREATE TABLE "new t" (b TEXT, id INT)');
    database.run(...sqlOf(recorded((op) => op.copyRows("t", "new t", ["id", "b"], { keepRights: true }))));
    expect(database.rows('SELECT id, b FROM "new t"')).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it("is left where a statement has to be outside of a transaction", () => {
    const [plan] = planOnSqlite(
      recorded((op) => op.execute("-- smaller\nVACUUM")),
      FACTS,
    );
    expect(plan).toMatchObject({ statements: [{ transaction: "outside" }] });
  });
});
