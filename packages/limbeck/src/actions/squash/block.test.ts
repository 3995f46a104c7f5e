import { describe, expect, it } from "@jest/globals";
import { type Operation, type Operations, record } from "@limbeck/operations";

import { blocksOf, type RangeStep } from "./block.ts";

const context = { dialect: "postgres", direction: "upgrade", offline: false, replay: true, x: {} } as const;
const recorded = (body: (op: Operations) => void): readonly Operation[] =>
  record(body, context).map(({ operation }) => operation);

const step = (
  body: (op: Operations) => void,
  back: (op: Operations) => void = () => undefined,
): RangeStep => ({
  revision: "r",
  upgrade: recorded(body),
  downgrade: recorded(back),
});

const ID = { name: "id", type: "integer" } as const;
const makes = (table: string) => step((op) => op.createTable(table, { columns: [ID] }));
const kinds = (...steps: readonly RangeStep[]): readonly string[] =>
  blocksOf(steps).map(({ kind, steps: within }) => `${kind} ${within.length}`);

describe("the blocks of a range", () => {
  it("are one where nothing but the schema changes", () => {
    const more = step((op) => {
      op.addColumn("users", { name: "email", type: "text" });
      op.createIndex("users", { name: "i", columns: ["email"] });
    });
    expect(kinds(makes("tasks"), more, makes("tags"))).toEqual(["merged 3"]);
  });

  it.each<[string, (op: Operations) => void]>([
    ["changes rows", (op) => op.execute("UPDATE users SET id = 1")],
    ["inserts rows", (op) => op.bulkInsert("tasks", [{ id: 1 }])],
    ["fills a column", (op) => op.backfill("tasks", "id", "1")],
    ["renames what was there", (op) => op.renameTable("users", "people")],
    [
      "changes the type of what was there",
      (op) => op.alterColumn("users", "id", { type: { from: "integer", to: "bigint" } }),
    ],
    [
      "keeps nobody waiting",
      (op) => op.createIndex("tasks", { name: "i", columns: ["id"] }, { concurrently: true }),
    ],
    ["has no way back", (op) => op.irreversible("no")],
  ])("are cut where a revision %s", (_, body) => {
    expect(kinds(makes("tasks"), step(body), makes("tags"))).toEqual(["merged 1", "kept 1", "merged 1"]);
  });

  it("are cut where data goes on the way back", () => {
    const back = step(
      (op) => op.addColumn("users", { name: "email", type: "text" }),
      (op) => op.execute("DELETE FROM users"),
    );
    expect(kinds(makes("tasks"), back)).toEqual(["merged 1", "kept 1"]);
  });

  it("may rename and change what was made in the same one", () => {
    const changes = step((op) => {
      op.alterColumn("tasks", "id", { type: { from: "integer", to: "bigint" } });
      op.renameTable("tasks", "jobs");
    });
    expect(kinds(makes("tasks"), changes)).toEqual(["merged 2"]);
  });

  it("do not take what is made again for what was there, which had rows", () => {
    const drop = step((op) => op.dropTable("tasks"));
    expect(kinds(drop, makes("tasks"))).toEqual(["merged 1", "merged 1"]);
    expect(kinds(makes("tasks"), drop, makes("tasks"))).toEqual(["merged 3"]);
    const again = step((op) => {
      op.dropColumn("users", "email");
      op.addColumn("users", { name: "email", type: "text" });
    });
    expect(kinds(again)).toEqual(["kept 1"]);
    const taken = step((op) => op.renameTable("tags", "tasks"));
    expect(kinds(makes("tags"), drop, taken)).toEqual(["merged 2", "kept 1"]);
  });
});
