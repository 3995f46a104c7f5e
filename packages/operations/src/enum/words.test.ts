import { expect, it } from "@jest/globals";

import { describe, type Operation } from "../index.ts";

it.each([
  [["a", "b", "c"], ["a", "c"], "value 'b' removed"],
  [["a", "b", "c"], ["d", "c"], "values 'a', 'b' removed, value 'd' added"],
  [["a", "b"], ["b", "a"], "values b, a"],
  [undefined, ["a"], "values a"],
])("%j becoming %j is told by what goes and comes", (from, to, words) => {
  const uses = { columns: [], checks: [], indexes: [], foreignKeys: [], policies: [] };
  const values = { to, ...(from === undefined ? {} : { from }) };
  const op: Operation = { kind: "replaceEnum", name: { name: "mood" }, values, uses };
  expect(describe(op)).toBe(`enum mood: ${words}`);
});
