import { expect, it } from "@jest/globals";

import { describe as words, reverseAll } from "../derive.ts";
import { type Operation, operations } from "../operations.ts";
import { type ColumnChangesInput } from "./changes.ts";

const { addColumn, alterColumn, backfill } = operations;
const back = (...ops: readonly Operation[]): readonly string[] => reverseAll(ops).map(words);
const alter = (column: string, changes: ColumnChangesInput) => alterColumn.directive("t", column, changes);

it("takes no NOT NULL from a column that goes next", () => {
  const add = addColumn.directive("t", { name: "a", type: "text" });
  const notNull = { nullable: { from: true, to: false } };
  expect(back(add, backfill.directive("t", "a", "x"), alter("a", notNull))).toEqual(["column t.a: removed"]);
  expect(back(add, alter("b", notNull))).toEqual(["column t.b: NULL allowed", "column t.a: removed"]);
  expect(back(add, alter("a", { ...notNull, default: { from: null, to: "x" } }))).toHaveLength(2);
});
