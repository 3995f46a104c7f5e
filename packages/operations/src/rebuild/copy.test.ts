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

const tasks = (op: Operations): void =>
  op.createTable("tasks", {
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "title", type: "text" },
    ],
    primaryKey: ["id"],
  });
describe("the rows of a rebuild", () => {
  const filled = ["INSERT INTO tasks VALUES (1, 'a')"];

  it("get the default of a new column, whatever it is", () => {
    change(tasks, filled, (op) => {
      op.addColumn("tasks", { name: "at", type: "text", nullable: false, default: sql`CURRENT_TIMESTAMP` });
      op.addColumn("tasks", { name: "no", type: "integer", nullable: false, default: 3 });
    });
    expect(database.rows("SELECT id, title, at IS NOT NULL, no FROM tasks")).toEqual([[1, "a", 1, 3]]);
  });

  it("get what the author says that old values become", () => {
    change(tasks, filled, (op) =>
      op.alterColumn("tasks", "title", { type: "integer", using: sql`length(title)` }),
    );
    expect(database.rows("SELECT title, typeof(title) FROM tasks")).toEqual([[1, "integer"]]);
  });

  it("lose what was in a column that goes, also where one of its name comes", () => {
    change(tasks, filled, (op) => {
      op.dropColumn("tasks", "title");
      op.addColumn("tasks", { name: "title", type: "integer", default: sql`(1 + 1)` });
    });
    expect(database.rows("SELECT * FROM tasks")).toEqual([[1, 2]]);
  });

  it("keep what a generated column had computed when it becomes a plain one", () => {
    const generated = { expression: sql`size * 2`, stored: true };
    change(
      (op) =>
        op.createTable("t", {
          columns: [
            { name: "size", type: "integer" },
            { name: "twice", type: "integer", generated },
          ],
        }),
      ["INSERT INTO t (size) VALUES (8)"],
      (op) => op.alterColumn("t", "twice", { generated: { from: generated, to: null } }),
    );
    expect(database.rows("SELECT * FROM t")).toEqual([[8, 16]]);
  });
});
