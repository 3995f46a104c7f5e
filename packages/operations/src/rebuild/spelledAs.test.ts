import { afterEach, beforeEach, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { inTransaction, memory, type Memory, recorded, schemaOf, sqlOf } from "../testing/memory.ts";

type Body = (op: Operations) => void;

const before: Body = (op) => {
  op.createTable("tasks", {
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "title", type: "text" },
      { name: "owner", type: "integer" },
      { name: "änderung", type: "text" },
    ],
    primaryKey: ["id"],
    checks: [{ name: "short", expression: sql`length(title) < 10` }],
    indexes: [{ name: "by_title", columns: ["title"] }],
  });
  op.createTable("users", {
    columns: [{ name: "id", type: "integer", nullable: false }],
    primaryKey: ["id"],
  });
  op.createView("titles", { as: sql`SELECT TITLE FROM TASKS` });
  op.createTrigger("tasks", { name: "log", timing: "after", events: ["update"], body: sql`SELECT 1` });
};

let database: Memory;
beforeEach(() => {
  database = memory();
  database.run(
    ...sqlOf(recorded(before)),
    "INSERT INTO users VALUES (7)",
    "INSERT INTO tasks VALUES (1, 'a', 7, 'x')",
  );
});
afterEach(() => database.close());

const change = (body: Body): void =>
  inTransaction(database, sqlOf(recorded(body), schemaOf(recorded(before))));
const text = (name: string): string =>
  String(database.rows(`SELECT sql FROM sqlite_schema WHERE name = '${name}'`).flat()[0]);

it.each<readonly [string, Body, string, RegExp]>([
  [
    "a column changes",
    (op) => op.alterColumn("Tasks", "TITLE", { nullable: false }),
    "tasks",
    /"title" text NOT/,
  ],
  ["a column goes from a view", (op) => op.dropColumn("TASKS", "Owner"), "tasks", /^(?!.*owner)/s],
  ["a constraint goes", (op) => op.dropCheck("Tasks", "SHORT"), "tasks", /^(?!.*CHECK)/s],
  ["any constraint goes", (op) => op.dropConstraint("Tasks", "Short"), "tasks", /^(?!.*CHECK)/s],
  ["an index gets a name", (op) => op.renameIndex("Tasks", "By_Title", "other"), "other", /"tasks"/],
  [
    "a key refers",
    (op) =>
      op.createForeignKey("TASKS", {
        name: "to_owner",
        columns: ["OWNER"],
        references: { table: "Users", columns: ["ID"] },
      }),
    "tasks",
    /\("owner"\) REFERENCES "users" \("id"\)/,
  ],
  [
    "a key is unique",
    (op) => op.createUnique("TASKS", { name: "one", columns: ["Title"] }),
    "tasks",
    /\("title"\)/,
  ],
  [
    "the primary key comes again",
    (op) => {
      op.dropPrimaryKey("Tasks", "TASKS_PKEY");
      op.createPrimaryKey("Tasks", { name: "tasks_pkey", columns: ["OWNER"] });
    },
    "tasks",
    /"owner" integer CONSTRAINT "tasks_pkey" PRIMARY KEY/,
  ],
  [
    "an index comes",
    (op) => op.createIndex("Tasks", { name: "i", columns: ["Owner"] }),
    "i",
    /"tasks" \("owner"\)/,
  ],
  [
    "a view is another",
    (op) => op.replaceView("Titles", { to: { as: sql`SELECT id FROM tasks` } }),
    "titles",
    /SELECT id/,
  ],
  [
    "a trigger comes",
    (op) =>
      op.createTrigger("TASKS", {
        name: "t",
        timing: "after",
        events: ["update"],
        updateOf: ["TITLE"],
        body: sql`SELECT 1`,
      }),
    "t",
    /OF "title" ON "tasks"/,
  ],
  ["a table gets a name in capitals", (op) => op.renameTable("Tasks", "TASKS"), "TASKS", /"TASKS"/],
])("finds what is meant where names differ in case: %s", (_, body, name, expected) => {
  change(body);
  expect(text(name)).toMatch(expected);
  expect(database.rows("SELECT count(*) FROM tasks")).toEqual([[1]]);
});

it("makes a table anew once, whatever case its name is in, and keeps its values", () => {
  change((op) => {
    op.alterColumn("TASKS", "Title", { nullable: false, using: sql`upper(title)` });
    op.alterColumn("tasks", "OWNER", { default: 1 });
    op.batch("tasks", (table) => table.addColumn("Tasks", { name: "N", type: "int" }));
    op.createCheck("tasks", { name: "c", expression: sql`n IS NULL` });
  });
  expect(database.rows("SELECT * FROM tasks")).toEqual([[1, "A", 7, "x", null]]);
});

it("drops what is named in another case, and who points at it stays", () => {
  change((op) => {
    op.dropTrigger("TASKS", "LOG");
    op.dropView("TITLES");
    op.dropIndex("TASKS", "BY_TITLE");
    op.dropTable("Users");
  });
  expect(database.rows("SELECT name FROM sqlite_schema")).toEqual([["tasks"]]);
});

it("folds ASCII letters only, as SQLite does", () => {
  expect(() => change((op) => op.dropColumn("tasks", "Änderung"))).toThrow("column tasks.Änderung");
  change((op) => op.addColumn("tasks", { name: "Änderung", type: "text", default: sql`CURRENT_TIMESTAMP` }));
  expect(database.rows("SELECT änderung FROM tasks")).toEqual([["x"]]);
});
