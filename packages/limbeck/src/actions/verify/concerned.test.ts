import { describe, expect, it } from "@jest/globals";
import { type Dialect, emptySchema, type Schema } from "@limbeck/model";
import { applyAll, OPAQUE, type Operation, type Operations, record } from "@limbeck/operations";

import { concernedBy } from "./concerned.ts";

type Body = (op: Operations) => void;

function operationsOf(body: Body, dialect: Dialect): readonly Operation[] {
  const context = { dialect, direction: "upgrade", offline: false, replay: true, x: {} } as const;
  return record(body, context).map(({ operation }) => operation);
}

function reached(body: Body, dialect: Dialect): Schema {
  const schema = applyAll(emptySchema(dialect), operationsOf(body, dialect));
  if (schema === OPAQUE) throw new Error("what it starts from is not known");
  return schema;
}

/** `tasks` refer to `users`, `notes` and `rows` of a composite type have a domain, and `log` stands alone. */
const START: Body = (op) => {
  const id = { name: "id", type: "integer", nullable: false } as const;
  op.createTable("users", { columns: [id], primaryKey: ["id"] });
  op.createTable("tasks", {
    columns: [id, { name: "owner", type: "integer" }],
    foreignKeys: [{ name: "owned", columns: ["owner"], references: { table: "users", columns: ["id"] } }],
  });
  op.createTable("log", { columns: [id] });
};
const DOMAIN: Body = (op) => {
  START(op);
  op.createDomain("mark", { type: "text" });
  op.createComposite("pair", { attributes: [{ name: "a", type: "mark" }] });
  op.createTable("notes", { columns: [{ name: "mark", type: "mark" }] });
  op.createTable("rows", { columns: [{ name: "pair", type: "pair[]" }] });
};
const TRIGGER: Body = (op) => {
  START(op);
  op.createTrigger("tasks", {
    name: "told",
    timing: "after",
    events: ["insert"],
    function: "tell",
  });
};
const ALL = ["log", "tasks", "users"];
const INSERT: Body = (op) => {
  op.bulkInsert("tasks", [{ id: 1 }]);
};

describe("what a revision concerns", () => {
  it.each<[string, Body, Body, readonly string[]]>([
    [
      "the table that it changes, and what that refers to",
      START,
      (op) => {
        op.addColumn("tasks", { name: "title", type: "text" });
      },
      ["tasks", "users"],
    ],
    [
      "what has columns of a domain that it changes",
      DOMAIN,
      (op) => {
        op.alterDomain("mark", { from: { type: "text" }, to: { type: "text", notNull: true } });
      },
      ["notes", "rows"],
    ],
    ["the table that it fills", START, INSERT, ["tasks", "users"]],
    ["everything where what it fills has triggers", TRIGGER, INSERT, ALL],
    [
      "everything where its SQL is its own",
      START,
      (op) => {
        op.execute("SELECT 1");
      },
      ALL,
    ],
    [
      "everything where it does not fit what is there",
      START,
      (op) => {
        op.dropColumn("tasks", "title");
      },
      ALL,
    ],
  ])("is %s", (_, start, body, expected) => {
    const said = { upgrade: operationsOf(body, "postgres"), downgrade: [] };
    const { tables } = concernedBy(said, reached(start, "postgres"));
    expect(tables.map(({ name }) => name).sort()).toEqual(expected);
  });

  it("is everything where its way back is SQL of its own", () => {
    const back: Body = (op) => {
      op.execute("DELETE FROM log");
    };
    const downgrade = operationsOf(back, "postgres");
    const { tables } = concernedBy({ upgrade: [], downgrade }, reached(START, "postgres"));
    expect(tables.map(({ name }) => name).sort()).toEqual(ALL);
  });

  it("is everything where it cannot be recorded, and on SQLite", () => {
    const said = { upgrade: operationsOf(INSERT, "sqlite"), downgrade: [] };
    for (const { tables } of [
      concernedBy(undefined, reached(START, "postgres")),
      concernedBy(said, reached(START, "sqlite")),
    ])
      expect(tables.map(({ name }) => name).sort()).toEqual(ALL);
  });
});
