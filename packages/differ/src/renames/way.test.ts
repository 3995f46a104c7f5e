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
