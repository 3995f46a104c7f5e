import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { FACTS, memory, type Memory, recorded, schemaOf, sqlOf } from "../testing/memory.ts";
import { mayRebuild, planOnSqlite } from "./planOnSqlite.ts";

type Body = (op: Operations) => void;

const before: Body = (op) => {
  op.createTable("t", {
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "a", type: "text" },
      { name: "b", type: "text" },
      { name: "c", type: "text" },
      { name: "d", type: "text" },
    ],
    primaryKey: ["id"],
    checks: [{ name: "short", expression: sql`length(b) < 10` }],
    indexes: [{ name: "by_c", columns: ["c"] }],
  });
  op.createTable("u", { columns: [{ name: "z", type: "text" }] });
  op.createTable("lone", { columns: [{ name: "only", type: "text" }] });
  op.createTable("half", {
    columns: [
      { name: "plain", type: "text" },
      { name: "two", type: "int", generated: { expression: sql`1 + 1` } },
    ],
  });
  op.createView("over_u", { as: sql`SELECT z FROM u` });
  op.createTrigger("u", {
    name: "log",
    timing: "after",
    events: ["insert"],
    body: sql`UPDATE t SET d = new.z`,
  });
};
const schema = schemaOf(recorded(before));
const plansOf = (body: Body) => planOnSqlite(recorded(body), { ...FACTS, schema });
const rebuilt = (body: Body) =>
  plansOf(body).map((plan) => (plan.kind === "statements" ? plan.rebuild?.table.name : plan.kind));

let database: Memory;
beforeEach(() => {
  database = memory();
  database.run(
    ...sqlOf(recorded(before)),
    "INSERT INTO t (id, a) VALUES (1, 'x'), (2, 'y')",
    "INSERT INTO u VALUES ('z')",
  );
});
afterEach(() => database.close());

describe("ALTER TABLE does it to a table with rows:", () => {
  it.each<readonly [string, Body]>([
    ["a column that may be NULL", (op) => op.addColumn("t", { name: "n", type: "text" })],
    [
      "a column with a constant",
      (op) => op.addColumn("t", { name: "n", type: "int", nullable: false, default: -1 }),
    ],
    ["a collation", (op) => op.addColumn("t", { name: "n", type: "text COLLATE NOCASE" })],
    [
      "a column that computes itself",
      (op) =>
        op.addColumn("t", {
          name: "n",
          type: "int",
          generated: { expression: sql`length(a)`, stored: false },
        }),
    ],
    ["a column on which nothing stands", (op) => op.dropColumn("t", "a")],
    ["another name for a column", (op) => op.alterColumn("t", "b", { name: "e" })],
    ["another name for a table", (op) => op.renameTable("t", "other")],
    [
      "an index that goes, and with it what stood on its column",
      (op) => {
        op.dropIndex("t", "by_c");
        op.dropColumn("t", "c");
      },
    ],
  ])("%s", (_, body) => {
    expect(rebuilt(body).every((table) => table === undefined)).toBe(true);
    database.run(...sqlOf(recorded(body), schema));
  });
});

describe("the table is made anew for", () => {
  it.each<readonly [string, Body]>([
    [
      "a default that is computed",
      (op) => op.addColumn("t", { name: "n", type: "text", default: sql`CURRENT_TIMESTAMP` }),
    ],
    [
      "NOT NULL without a default, which an empty table would take",
      (op) => op.addColumn("u", { name: "n", type: "text", nullable: false }),
    ],
    [
      "NOT NULL with a default that is NULL",
      (op) => op.addColumn("u", { name: "n", type: "text", nullable: false, default: sql`(NULL)` }),
    ],
    [
      "a stored column",
      (op) => op.addColumn("t", { name: "n", type: "int", generated: { expression: sql`length(a)` } }),
    ],
    ["a column in a check", (op) => op.dropColumn("t", "b")],
    ["a column in an index", (op) => op.dropColumn("t", "c")],
    ["a column in a trigger of another table", (op) => op.dropColumn("t", "d")],
    ["a column under a view", (op) => op.dropColumn("u", "z")],
    [
      "the only column, though another one comes",
      (op) => {
        op.dropColumn("lone", "only");
        op.addColumn("lone", { name: "n", type: "text" });
      },
    ],
    [
      "the last column that does not compute itself, though another one comes",
      (op) => {
        op.dropColumn("half", "plain");
        op.addColumn("half", { name: "n", type: "text" });
      },
    ],
    ["a column of the key", (op) => op.dropColumn("t", "id")],
    ["a type", (op) => op.alterColumn("t", "a", { type: "varchar(20)" })],
    ["a default", (op) => op.alterColumn("t", "a", { default: "x" })],
    ["a check", (op) => op.createCheck("t", { name: "n", expression: sql`a <> ''` })],
    ["STRICT", (op) => op.alterTable("t", { strict: true })],
  ])("%s", (_, body) => expect(rebuilt(body)).toContain(recordedTable(body)));
  const recordedTable = (body: Body): string => {
    const [op] = recorded(body);
    return op !== undefined && "table" in op ? op.table.name : "";
  };
});

it("makes a table anew once for all that stands together, in the plan of the first that asks for it", () => {
  const body: Body = (op) => {
    op.addColumn("t", { name: "n", type: "text" });
    op.alterColumn("t", "a", { nullable: false });
    op.dropIndex("t", "by_c");
    op.alterColumn("t", "c", { default: "x" });
    op.createIndex("t", { name: "by_n", columns: ["n"], unique: true });
    op.alterColumn("u", "z", { default: "y" });
  };
  expect(rebuilt(body)).toEqual([undefined, "t", undefined, undefined, undefined, "u"]);
  database.run(...sqlOf(recorded(body), schema));
  expect(database.rows("SELECT name FROM sqlite_schema WHERE type = 'index'")).toEqual([["by_n"]]);
  expect(database.rows("SELECT id, a FROM t")).toHaveLength(2);
});

it("takes a batch of a table as what it is, and nothing else into it", () => {
  const body: Body = (op) =>
    op.batch("t", (table) => {
      table.addColumn("t", { name: "n", type: "text" });
      table.alterColumn("t", "a", { nullable: false });
    });
  expect(rebuilt(body)).toEqual([undefined, "t"]);
  const foreign: Body = (op) => op.batch("t", (table) => table.dropColumn("u", "z"));
  expect(() => recorded(foreign)).toThrow(
    'op.batch: "column u.z: removed" does not change the shape of table t.',
  );
});

describe("the schema is asked for", () => {
  const change: Body = (op) => op.alterColumn("t", "a", { nullable: false });

  it("where a table is made anew, and only there", () => {
    expect(planOnSqlite(recorded(change), FACTS)).toEqual([]);
    expect(recorded(change).map(mayRebuild)).toEqual([true]);
    expect(
      planOnSqlite(
        recorded((op) => op.addColumn("t", { name: "n", type: "int" })),
        FACTS,
      ),
    ).toHaveLength(1);
  });

  it.each<readonly [string, Body]>([
    ["after SQL of a person", (op) => op.execute("ALTER TABLE t ADD COLUMN n")],
    [
      "after a new name of a column, which SQLite writes into every text",
      (op) => op.alterColumn("t", "b", { name: "e" }),
    ],
    ["after a new name of a table", (op) => op.renameTable("u", "v")],
  ])("again %s", (_, body) => {
    const operations = recorded((op) => {
      body(op);
      op.addColumn("t", { name: "m", type: "int" });
      change(op);
    });
    expect(planOnSqlite(operations, { ...FACTS, schema })).toHaveLength(1);
    expect(planOnSqlite(operations.slice(1), { ...FACTS, schema })).toHaveLength(2);
  });
});

it("counts a serial or identity key as SQLite counts, and no more", () => {
  database.run(
    ...sqlOf(
      recorded((op) => {
        op.createTable("x", {
          columns: [
            { name: "id", type: "bigserial" },
            { name: "n", type: "int" },
          ],
          primaryKey: ["id"],
        });
        op.bulkInsert("x", [{ n: 1 }, { n: 2 }, { id: 9, n: 3 }]);
      }),
    ),
  );
  expect(database.rows("SELECT * FROM x")).toEqual([
    [1, 1],
    [2, 2],
    [9, 3],
  ]);
});
