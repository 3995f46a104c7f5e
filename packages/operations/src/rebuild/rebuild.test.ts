import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { changeInMemory, memory, type Memory } from "../testing/memory.ts";

let database: Memory;
beforeEach(() => {
  database = memory();
});
afterEach(() => database.close());

type Body = (op: Operations) => void;
const change = (before: Body, rows: readonly string[], after: Body): void =>
  changeInMemory(database, before, rows, after);

const texts = (type: string): string =>
  database
    .rows(`SELECT sql FROM sqlite_schema WHERE type = '${type}' AND sql IS NOT NULL ORDER BY name`)
    .join("\n");

const tasks = (op: Operations): void =>
  op.createTable("tasks", {
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "title", type: "text" },
    ],
    primaryKey: ["id"],
  });
const required = (op: Operations): void => op.alterColumn("tasks", "title", { nullable: false });

describe("a rebuild loses nothing:", () => {
  it("rows, and those of children with ON DELETE CASCADE", () => {
    change(
      (op) => {
        tasks(op);
        op.createTable("notes", {
          columns: [{ name: "task", type: "integer" }],
          foreignKeys: [
            {
              name: "notes_task",
              columns: ["task"],
              references: { table: "tasks", columns: ["id"] },
              onDelete: "cascade",
            },
          ],
        });
      },
      ["INSERT INTO tasks VALUES (1, 'a'), (7, 'b')", "INSERT INTO notes VALUES (1), (7)"],
      required,
    );
    expect(database.rows("SELECT * FROM tasks")).toEqual([
      [1, "a"],
      [7, "b"],
    ]);
    expect(database.rows("SELECT * FROM notes")).toEqual([[1], [7]]);
    expect(database.rows("PRAGMA foreign_key_check")).toEqual([]);
    expect(texts("table")).toContain('REFERENCES "tasks"');
  });

  it("AUTOINCREMENT and how far it has counted, also where no rows are left", () => {
    const counted = (op: Operations): void =>
      op.createTable("tasks", {
        columns: [
          { name: "id", type: "integer" },
          { name: "title", type: "text" },
        ],
        primaryKey: { name: "tasks_pkey", columns: ["id"], autoincrement: true },
      });
    change(counted, ["INSERT INTO tasks VALUES (41, 'a')", "DELETE FROM tasks"], required);
    database.run("INSERT INTO tasks (title) VALUES ('b')");
    expect(database.rows("SELECT id FROM tasks")).toEqual([[42]]);
    expect(database.rows("SELECT name FROM sqlite_sequence")).toEqual([["tasks"]]);
  });

  it("what a unique constraint and a primary key compare their columns by, and in which order", () => {
    change(
      (op) =>
        op.createTable("tasks", {
          columns: [
            { name: "code", type: "text" },
            { name: "title", type: "text" },
          ],
          primaryKey: { name: "tasks_pkey", columns: ["code"], collations: { code: "NOCASE" } },
          uniques: [
            { name: "one_title", columns: ["title"], collations: { title: "NOCASE" }, descending: ["title"] },
          ],
        }),
      ["INSERT INTO tasks VALUES ('x', 'a')"],
      required,
    );
    expect(() => database.run("INSERT INTO tasks VALUES ('y', 'A')")).toThrow("UNIQUE");
    expect(() => database.run("INSERT INTO tasks VALUES ('X', 'b')")).toThrow("UNIQUE");
    expect(texts("table")).toContain('UNIQUE ("title" COLLATE NOCASE DESC)');
  });

  it("what a NOT NULL and a key beside its column are called, until there is no NOT NULL", () => {
    const named = (op: Operations): void =>
      op.createTable("tasks", {
        columns: [
          { name: "id", type: "integer" },
          { name: "title", type: "text", nullable: false, notNullName: "said" },
        ],
        primaryKey: { name: "one", columns: ["id"], autoincrement: true },
      });
    change(named, [], (op) => op.alterColumn("tasks", "title", { default: "none" }));
    expect(texts("table")).toContain('"id" integer CONSTRAINT "one" PRIMARY KEY AUTOINCREMENT');
    expect(texts("table")).toContain(`"title" text DEFAULT 'none' CONSTRAINT "said" NOT NULL`);
    database.run("DROP TABLE tasks");
    change(named, [], (op) =>
      op.alterColumn("tasks", "title", { nullable: true, notNullName: { from: "said", to: null } }),
    );
    expect(texts("table")).toContain('"title" text\n');
  });

  it("rowids that no column is", () => {
    change(
      (op) => op.createTable("tasks", { columns: [{ name: "title", type: "text" }] }),
      ["INSERT INTO tasks (rowid, title) VALUES (3, 'a'), (9, 'b')"],
      required,
    );
    expect(database.rows("SELECT rowid, title FROM tasks")).toEqual([
      [3, "a"],
      [9, "b"],
    ]);
  });

  it("a rowid becomes the new key", () => {
    change(
      (op) => op.createTable("tasks", { columns: [{ name: "title", type: "text" }] }),
      ["INSERT INTO tasks (rowid, title) VALUES (3, 'a'), (9, 'b')"],
      (op) => {
        op.addColumn("tasks", { name: "id", type: "integer" });
        op.createPrimaryKey("tasks", { name: "tasks_pkey", columns: ["id"] });
      },
    );
    expect(database.rows("SELECT id, title FROM tasks")).toEqual([
      [3, "a"],
      [9, "b"],
    ]);
  });

  it("indexes: falling, over expressions, partial, with a collation", () => {
    const indexes = [
      { name: "i1", columns: [{ column: "title", order: "desc" as const, collation: "NOCASE" }] },
      { name: "i2", columns: [{ expression: sql`lower(title)` }], unique: true as const },
      { name: "i3", columns: ["title"], where: sql`title > 'm'` },
    ];
    const before = indexTexts();
    change(
      (op) => {
        tasks(op);
        for (const index of indexes) op.createIndex("tasks", index);
      },
      ["INSERT INTO tasks VALUES (1, 'a')"],
      required,
    );
    expect(before).toBe("");
    expect(indexTexts().split("\n")).toEqual([
      'CREATE INDEX "i1" ON "tasks" ("title" COLLATE NOCASE DESC)',
      'CREATE UNIQUE INDEX "i2" ON "tasks" ((lower(title)))',
      `CREATE INDEX "i3" ON "tasks" ("title") WHERE title > 'm'`,
    ]);
  });
  const indexTexts = (): string => texts("index");

  it("triggers of the table, and of others that name it", () => {
    change(
      (op) => {
        tasks(op);
        op.createTable("log", { columns: [{ name: "what", type: "text" }] });
        op.createTrigger("tasks", {
          name: "own",
          timing: "after",
          events: ["update"],
          updateOf: ["title"],
          forEach: "row",
          when: sql`new.title <> old.title`,
          body: sql`INSERT INTO log VALUES (new.title);`,
        });
        op.createTrigger("log", {
          name: "other",
          timing: "after",
          events: ["delete"],
          body: sql`DELETE FROM tasks WHERE title = old.what;`,
        });
      },
      ["INSERT INTO tasks VALUES (1, 'a')"],
      required,
    );
    expect(database.rows("SELECT * FROM log")).toEqual([]);
    database.run("UPDATE tasks SET title = 'b'");
    expect(database.rows("SELECT * FROM log")).toEqual([["b"]]);
    database.run("DELETE FROM log");
    expect(database.rows("SELECT * FROM tasks")).toEqual([]);
  });

  it("views, views over views, and what is triggered in place of them", () => {
    change(
      (op) => {
        tasks(op);
        op.createView("open", { as: sql`SELECT id, title FROM tasks`, columnNames: ["number", "name"] });
        op.createView("shouting", { as: sql`SELECT upper(name) AS name FROM "open"` });
        op.createTrigger("open", {
          name: "through",
          timing: "insteadOf",
          events: ["insert"],
          body: sql`INSERT INTO tasks VALUES (new.number, new.name);`,
        });
      },
      ["INSERT INTO tasks VALUES (1, 'a')"],
      required,
    );
    database.run("INSERT INTO open VALUES (2, 'b')");
    expect(database.rows("SELECT * FROM shouting")).toEqual([["A"], ["B"]]);
  });

  it("generated columns, collations, checks without a name, STRICT and WITHOUT ROWID", () => {
    const columns = [
      { name: "id", type: "text COLLATE NOCASE", nullable: false },
      { name: "size", type: "integer" },
      { name: "twice", type: "integer", generated: { expression: sql`size * 2`, stored: true } },
      { name: "half", type: "integer", generated: { expression: sql`size / 2`, stored: false } },
    ];
    const made = (op: Operations): void =>
      op.createTable("t", {
        strict: true,
        withoutRowid: true,
        columns,
        primaryKey: ["id"],
        checks: [{ name: "t_check", expression: sql`t.size < 100` }],
      });
    change(made, ["INSERT INTO t (id, size) VALUES ('a', 8)"], (op) =>
      op.alterColumn("t", "size", { nullable: false }),
    );
    expect(database.rows("SELECT * FROM t WHERE id = 'A'")).toEqual([["a", 8, 16, 4]]);
    expect(() => database.run("INSERT INTO t (id, size) VALUES ('b', 100)")).toThrow("CHECK");
    expect(() => database.run("INSERT INTO t (id, size) VALUES ('b', 'x')")).toThrow("INTEGER");
    expect(() => database.run("SELECT rowid FROM t")).toThrow("rowid");
  });

  it("keys that point at their own table", () => {
    change(
      (op) =>
        op.createTable("t", {
          columns: [
            { name: "id", type: "integer" },
            { name: "parent", type: "integer" },
          ],
          primaryKey: ["id"],
          foreignKeys: [
            {
              name: "up",
              columns: ["parent"],
              references: { table: "t", columns: ["id"] },
              onDelete: "cascade",
            },
          ],
        }),
      ["INSERT INTO t VALUES (1, NULL), (2, 1)"],
      (op) => op.alterColumn("t", "parent", { default: 1 }),
    );
    database.run("DELETE FROM t WHERE id = 1");
    expect(database.rows("SELECT * FROM t")).toEqual([]);
  });
});
