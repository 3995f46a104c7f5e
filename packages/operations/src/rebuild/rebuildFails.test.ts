import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { sql, type Sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { inTransaction, memory, type Memory, recorded, schemaOf, sqlOf } from "../testing/memory.ts";

let database: Memory;
beforeEach(() => {
  database = memory();
});
afterEach(() => database.close());

describe("a rebuild that fails", () => {
  const everything = (op: Operations): void => {
    op.createTable("tasks", {
      columns: [
        { name: "id", type: "integer", nullable: false },
        { name: "title", type: "text" },
      ],
      primaryKey: { name: "tasks_pkey", columns: ["id"], autoincrement: true },
      indexes: [{ name: "by_title", columns: ["title"] }],
    });
    op.createTable("notes", {
      columns: [{ name: "task", type: "integer" }],
      foreignKeys: [
        {
          name: "f",
          columns: ["task"],
          references: { table: "tasks", columns: ["id"] },
          onDelete: "cascade",
        },
      ],
    });
    op.createView("open", { as: sql`SELECT * FROM tasks` });
    op.createTrigger("tasks", {
      name: "own",
      timing: "after",
      events: ["insert"],
      body: sql`INSERT INTO notes VALUES (new.id);`,
    });
  };
  const look = () => [
    database.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"),
    database.rows("SELECT * FROM tasks"),
    database.rows("SELECT * FROM notes"),
    database.rows("SELECT * FROM sqlite_sequence"),
  ];

  it("at any statement leaves the old table and nothing else, and the next try works", () => {
    const made = recorded(everything);
    database.run(...sqlOf(made), "INSERT INTO tasks VALUES (1, 'a'), (5, 'b')");
    const before = look();
    const statements = sqlOf(
      recorded((op) => op.alterColumn("tasks", "title", { nullable: false })),
      schemaOf(made),
    );
    expect(statements.length).toBeGreaterThan(8);
    for (let at = 0; at <= statements.length; at += 1) {
      const broken: Sql = sql`SELECT no_such_function()`;
      expect(() => inTransaction(database, statements.toSpliced(at, 0, broken.text))).toThrow(
        "no_such_function",
      );
      expect(look()).toEqual(before);
    }
    inTransaction(database, statements);
    expect(look().slice(1)).toEqual(before.slice(1));
    expect(() => database.run("INSERT INTO tasks (title) VALUES (NULL)")).toThrow("NOT NULL");
  });
});
