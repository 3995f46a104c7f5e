import { describe, expect, it } from "@jest/globals";
import { type Dialect, emptySchema, type Schema } from "@limbeck/model";

import { applyAll, reverse } from "./derive.ts";
import { hazardsAmong } from "./hazards.ts";
import { sql } from "./input/sqlInput.ts";
import { record, type Operations } from "./record.ts";
import { type Operation } from "./operations.ts";

const recordOn = (dialect: Dialect, body: (op: Operations) => void): readonly Operation[] =>
  record(body, { dialect, direction: "upgrade", offline: false, replay: false, x: {} }).map(
    ({ operation }) => operation,
  );
const applied = (body: (op: Operations) => void, before: Schema): unknown =>
  applyAll(before, recordOn(before.dialect, body));

const columns = [{ name: "id", type: "integer" }] as const;
const TRIGGER = { name: "told", timing: "after", events: ["insert"], function: "tell" } as const;
const table = (op: Operations): void => {
  op.createTable("tasks", { columns, indexes: [{ name: "by_id", columns: ["id"] }] });
  if (op.context.dialect === "postgres") op.createTrigger("tasks", TRIGGER);
};
const IF = { ifExists: true } as const;
const IF_NOT = { ifNotExists: true } as const;

describe("a schema", () => {
  const start = applied(table, emptySchema("postgres")) as Schema;

  it.each<readonly [string, (op: Operations) => void]>([
    ["createTable", (op) => op.createTable("tasks", { columns: [] }, IF_NOT)],
    ["createTable of the name of an index", (op) => op.createTable("by_id", { columns: [] }, IF_NOT)],
    ["addColumn", (op) => op.addColumn("tasks", { name: "id", type: "text" }, IF_NOT)],
    ["createIndex", (op) => op.createIndex("tasks", { name: "by_id", columns: ["x"] }, IF_NOT)],
    ["createSequence", (op) => op.createSequence("tasks", IF_NOT)],
    ["createView", (op) => op.createView("tasks", { as: sql`SELECT 1`, ...IF_NOT })],
    ["createMaterializedView", (op) => op.createMaterializedView("by_id", { as: sql`SELECT 1`, ...IF_NOT })],
    ["createTrigger", (op) => op.createTrigger("tasks", { ...TRIGGER, function: "other" }, IF_NOT)],
    ["createPartition", (op) => op.createPartition("logs", "tasks", { default: true }, IF_NOT)],
    ["dropPartition", (op) => op.dropPartition("logs", "gone", IF)],
    ["dropTable", (op) => op.dropTable("gone", IF)],
    ["dropColumn", (op) => op.dropColumn("tasks", "gone", IF)],
    ["dropIndex", (op) => op.dropIndex("gone", "gone", IF)],
    ["dropConstraint", (op) => op.dropConstraint("tasks", "gone", IF)],
    ["dropPrimaryKey", (op) => op.dropPrimaryKey("tasks", "gone", IF)],
    ["dropCheck", (op) => op.dropCheck("tasks", "gone", IF)],
    ["dropTrigger", (op) => op.dropTrigger("tasks", "gone", IF)],
    ["dropView", (op) => op.dropView("gone", IF)],
    ["dropMaterializedView", (op) => op.dropMaterializedView("gone", IF)],
    ["dropSequence", (op) => op.dropSequence("gone", IF)],
    ["dropEnum", (op) => op.dropEnum("gone", IF)],
    ["dropDomain", (op) => op.dropDomain("gone", IF)],
    ["dropComposite", (op) => op.dropComposite("gone", IF)],
    ["dropRange", (op) => op.dropRange("gone", IF)],
    ["dropCollation", (op) => op.dropCollation("gone", IF)],
    ["dropFunction", (op) => op.dropFunction("gone", ["integer"], IF)],
    ["dropSchema", (op) => op.dropSchema("gone", IF)],
    ["dropPolicy", (op) => op.dropPolicy("tasks", "gone", IF)],
  ])("stays as it is: %s", (_, body) => {
    expect(applied(body, start)).toEqual(start);
  });

  it("changes where the thing is not there, or is", () => {
    const there = (op: Operations): void => {
      op.createTable("notes", { columns }, IF_NOT);
      op.addColumn("notes", { name: "n", type: "text" }, IF_NOT);
      op.createIndex("notes", { name: "by_n", columns: ["n"] }, IF_NOT);
    };
    const back = (op: Operations): void => {
      op.dropIndex("notes", "by_n", IF);
      op.dropColumn("notes", "n", IF);
      op.dropTable("notes", IF);
    };
    const then = applied(there, start) as Schema;
    expect(then.tables[1]).toMatchObject({
      columns: [{ name: "id" }, { name: "n" }],
      indexes: [{ name: "by_n" }],
    });
    expect(applied(back, then)).toEqual(start);
  });

  it("of SQLite has a table under its name in any case", () => {
    const lite = applied(table, emptySchema("sqlite")) as Schema;
    expect(applied((op) => op.createTable("Tasks", { columns }, IF_NOT), lite)).toEqual(lite);
  });
});

it("the way back of what asks first asks first, and there again", () => {
  const operations = recordOn("postgres", (op) => {
    op.createTable("notes", { columns }, IF_NOT);
    op.addColumn("notes", { name: "n", type: "text" }, IF_NOT);
    op.createIndex("notes", { name: "by_n", columns: ["n"] }, { concurrently: true, ...IF_NOT });
    op.createSequence("numbers", IF_NOT);
    op.createView("v", { as: sql`SELECT 1`, ...IF_NOT });
    op.createMaterializedView("m", { as: sql`SELECT 1`, ...IF_NOT });
    op.createTrigger("notes", TRIGGER, IF_NOT);
    op.createPartition("logs", "logs_1", { default: true }, IF_NOT);
  });
  const reversed = operations.map(reverse);
  expect(reversed).toMatchObject([IF, IF, { concurrently: true, ...IF }, IF, IF, IF, IF, IF]);
  expect(operations.map(reverse).map(reverse)).toEqual(operations);
});

it("a partition that may not have been there is not attached again, and none is asked for concurrently", () => {
  const bound = { default: true } as const;
  const [detached] = recordOn("postgres", (op) => op.detachPartition("logs", "logs_1", { bound, ...IF }));
  expect(detached && reverse(detached)).toMatchObject({ kind: "irreversible" });
  expect(() =>
    recordOn("postgres", (op) => op.detachPartition("logs", "logs_1", { concurrently: true, ...IF })),
  ).toThrow(/takes ifExists or concurrently, not both/);
});

it("a table that may have been there may have rows", () => {
  const of = (options: typeof IF_NOT | object): unknown =>
    hazardsAmong(
      recordOn("postgres", (op) => {
        op.createTable("notes", { columns }, options);
        op.createCheck("notes", { name: "c", expression: sql`id > 0` });
      }),
      "postgres",
    ).map((found) => found.map(({ code }) => code));
  expect(of({})).toEqual([[], []]);
  expect(of(IF_NOT)).toEqual([[], ["fails-on-values"]]);
});
