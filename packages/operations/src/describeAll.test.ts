import { expect, it } from "@jest/globals";

import { describeAll } from "./describeAll.ts";
import { type Operation } from "./operations.ts";

const name = { name: "v" };
const goes: Operation = { kind: "dropView", name };
const comes: Operation = {
  kind: "createView",
  view: { ...name, query: { written: "SELECT 1" }, columns: [] },
};
const other: Operation = { kind: "dropTable", name: { name: "t" } };

it("tells once, where it goes, what goes and comes under one name", () => {
  expect(describeAll([goes, other, comes])).toEqual(["view v: made anew", "table t: removed"]);
});

it("tells of what only goes, or comes before it goes, step by step", () => {
  expect(describeAll([other, goes])).toEqual(["table t: removed", "view v: removed"]);
  expect(describeAll([comes, goes])).toEqual(["view v: added", "view v: removed"]);
});

it("tells each time of what is made anew twice", () => {
  expect(describeAll([goes, comes, goes, comes])).toEqual(["view v: made anew", "view v: made anew"]);
});
