import { describe, expect, it } from "@jest/globals";

import { hazardsAmong } from "../hazards.ts";
import { type Operations } from "../record.ts";
import { recorded } from "../testing/memory.ts";

const told = (body: (op: Operations) => void): readonly string[] =>
  hazardsAmong(recorded(body), "sqlite").flatMap((found) =>
    found.map(({ code, message }) => `${code}: ${message}`),
  );
const anew = (table: string): string =>
  `rewrites-table: makes table ${table} anew: copies its rows, and nobody else can write meanwhile`;

describe("what a reviewer must know on SQLite", () => {
  it("is once for each table that it is made anew, and for none that is new", () => {
    expect(
      told((op) => {
        op.createTable("n", { columns: [{ name: "a", type: "text" }] });
        op.createCheck("n", { name: "short", expression: { kind: "sql", text: "length(a) < 9" } });
        op.alterColumn("t", "a", { nullable: { from: false, to: true } });
        op.alterColumn("t", "b", { nullable: { from: false, to: true } });
        op.addColumn("u", { name: "c", type: "text" });
        op.dropIndex("u", "i");
        op.alterColumn("v", "a", { name: { from: "a", to: "b" }, default: { from: null, to: 1 } });
      }),
    ).toEqual([anew("t"), anew("v")]);
  });

  it("is that a type converts what it can", () => {
    expect(told((op) => op.alterColumn("t", "a", { type: { from: "text", to: "integer" } }))).toEqual([
      "fails-on-values: t.a changes its type: a value that does not fit stays as it is, and fails in a STRICT table",
      anew("t"),
    ]);
  });

  it("is that rows of a key repeat, and not that they hold NULL, which SQLite lets them", () => {
    expect(told((op) => op.createPrimaryKey("t", { name: "k", columns: ["a", "b"] }))).toEqual([
      "fails-on-duplicates: primary key (a, b) on t: fails if rows repeat",
      anew("t"),
    ]);
  });

  it("is nothing of rights, which nobody has there", () => {
    expect(told((op) => op.dropView("v"))).toEqual([]);
  });
});
