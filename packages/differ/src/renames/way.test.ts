import { expect, it } from "@jest/globals";
import { emptySchema, emptyTable, type Schema } from "@limbeck/model";

import { wayOf } from "./way.ts";

const schema: Schema = {
  ...emptySchema("postgres"),
  tables: [emptyTable({ name: "tasks" })],
  sequences: [{ name: "numbers", options: {}, ownedBy: { table: { name: "tasks" }, column: "number" } }],
};

it("a table moves and takes another name", () => {
  const way = wayOf({ kind: "table", name: { name: "tasks" }, to: "todos", into: "archive" }, schema);
  expect(way?.map(({ kind }) => kind)).toEqual(["setTableSchema", "renameTable"]);
});

it("a table takes no name that its own sequence brings along", () => {
  expect(
    wayOf({ kind: "table", name: { name: "tasks" }, to: "numbers", into: "archive" }, schema),
  ).toBeUndefined();
});

it("a sequence that has moved with its table takes no other name", () => {
  const rename = { kind: "sequence", name: { name: "numbers" }, to: "counts" } as const;
  expect(wayOf(rename, schema)).toHaveLength(1);
  const moved = schema.sequences.map((one) => ({ ...one, schema: "archive" }));
  expect(wayOf(rename, { ...schema, sequences: moved })).toBeUndefined();
});

it("a function passes by no name that another one has which takes the same", () => {
  const touch = { language: "sql", arguments: [], body: "SELECT 1" } as const;
  const functions = [
    { ...touch, schema: "app", name: "touch" },
    { ...touch, name: "touch" },
  ];
  const rename = { kind: "function", name: { schema: "app", name: "touch" }, to: "mark", types: [] } as const;
  const way = wayOf({ ...rename, into: "public" }, { ...schema, functions });
  expect(way?.map(({ kind }) => kind)).toEqual(["renameFunction", "setFunctionSchema"]);
});
