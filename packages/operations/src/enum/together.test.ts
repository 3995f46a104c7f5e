import { expect, it } from "@jest/globals";

import { describe as inWords, reverseAll } from "../derive.ts";
import { type AddEnumValue } from "./addEnumValue.ts";

const uses = { columns: [], checks: [], indexes: [], foreignKeys: [], policies: [] };

function added(name: string, values: readonly string[], value: string): AddEnumValue {
  return {
    kind: "addEnumValue",
    name: { name },
    value,
    position: {},
    back: { type: { name, values }, uses },
  };
}

it("takes the values of one type out together, and those of another on their own", () => {
  const ops = [
    added("other", ["x"], "y"),
    added("mood", ["a"], "b"),
    added("mood", ["a", "b"], "c"),
    added("mood", ["a", "b", "c"], "d"),
  ];
  expect(reverseAll(ops)).toMatchObject([
    { name: { name: "mood" }, values: { from: ["a", "b", "c", "d"], to: ["a"] } },
    { name: { name: "other" }, values: { from: ["x", "y"], to: ["x"] } },
  ]);
  const [back, single] = reverseAll(ops);
  expect([back, single].flatMap((op) => (op === undefined ? [] : reverseAll([op]))).map(inWords)).toEqual([
    "enum mood: values 'b', 'c', 'd' added",
    "enum other: value 'y' added",
  ]);
});
