import { describe, expect, it } from "@jest/globals";

import { reverse } from "../derive.ts";
import { recorded } from "../testing/memory.ts";
import { oneByOne } from "./oneByOne.ts";
import { mayRebuild } from "./planOnSqlite.ts";

const [both, name, type] = recorded((op) => {
  op.alterColumn("t", "a", {
    name: { from: "a", to: "b" },
    type: { from: "text", to: "integer" },
    nullable: { from: true, to: false },
  });
  op.alterColumn("t", "a", { name: { from: "a", to: "b" } });
  op.alterColumn("t", "b", { type: { from: "text", to: "integer" }, nullable: { from: true, to: false } });
});

describe("a new name and other changes of a column", () => {
  it("are made one after the other, the name first, there and back", () => {
    if (both === undefined) throw new Error("nothing is recorded");
    expect(oneByOne(both)).toEqual([name, type]);
    expect(oneByOne(reverse(both))).toEqual([
      { ...name, column: "b", changes: { name: { from: "b", to: "a" } } },
      {
        ...type,
        column: "a",
        changes: {
          type: {
            from: { written: "integer", canonical: "integer" },
            to: { written: "text", canonical: "text" },
          },
          nullable: { from: false, to: true },
        },
      },
    ]);
    expect(mayRebuild(both)).toBe(true);
  });

  it("are as they were where there is only one of them", () => {
    for (const op of [name, type]) if (op !== undefined) expect(oneByOne(op)).toEqual([op]);
    expect([name, type].map((op) => op !== undefined && mayRebuild(op))).toEqual([false, true]);
  });
});
