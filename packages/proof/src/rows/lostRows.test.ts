import { describe, expect, it } from "@jest/globals";
import { type Column, emptySchema, emptyTable, type Schema } from "@limbeck/model";

import { lostRows } from "./lostRows.ts";
import { type Row, type TableRows } from "./tableRows.ts";
import { unwitnessed } from "./unwitnessed.ts";

const held = (name: string, ...rows: readonly Row[]): TableRows => ({ name, columns: ["a", "b"], rows });

describe("lostRows", () => {
  const before = [held("t", { a: "1", b: "x" }, { a: "2", b: "y" })];

  it("finds nothing in the same rows in another order", () => {
    expect(lostRows(before, [held("t", { b: "y", a: "2" }, { a: "1", b: "x" })])).toEqual([]);
  });

  it("names the columns whose values are others", () => {
    const after = [held("t", { a: "1", b: null }, { a: "2", b: null })];
    expect(lostRows(before, after)).toEqual([{ name: "t", column: "b" }]);
  });

  it("counts rows that are gone or left, and sees values that have changed places", () => {
    expect(lostRows(before, [held("t", { a: "1", b: "x" })])).toEqual([{ name: "t", rows: 1 }]);
    expect(lostRows(before, [])).toEqual([{ name: "t", rows: 2 }]);
    expect(lostRows([held("t")], before)).toEqual([{ name: "t", rows: -2 }]);
    expect(lostRows(before, [held("t", { a: "1", b: "y" }, { a: "2", b: "x" })])).toEqual([
      { name: "t", rows: 0 },
    ]);
  });
});

describe("unwitnessed", () => {
  const column = (name: string, type: string): Column => ({
    name,
    type: { canonical: type },
    nullable: true,
  });
  const schema = (...columns: readonly Column[]): Schema => ({
    ...emptySchema("postgres"),
    tables: [{ ...emptyTable({ name: "t" }), columns }],
  });
  const [a, b] = [column("a", "text"), column("b", "text")];

  it("names columns without a value that go or become others, and no others", () => {
    const rows = [held("t", { a: "1", b: null })];
    expect(unwitnessed(rows, schema(a, b), schema(a, b))).toEqual([]);
    expect(unwitnessed(rows, schema(a, b), schema(b))).toEqual([]);
    expect(unwitnessed(rows, schema(a, b), schema(a))).toEqual([{ name: "t", column: "b" }]);
    expect(unwitnessed(rows, schema(a, b), schema(a, column("b", "integer")))).toEqual([
      { name: "t", column: "b" },
    ]);
    expect(unwitnessed([held("t")], schema(a, b), emptySchema("postgres"))).toHaveLength(2);
  });
});
