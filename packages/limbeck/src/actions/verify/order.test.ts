import { expect, it } from "@jest/globals";
import { buildGraph } from "@limbeck/revisions";

import { lineByLine } from "./order.ts";

const header = (
  revision: string,
  downRevisions: readonly string[] = [],
  dependsOn: readonly string[] = [],
) => ({
  revision,
  downRevisions,
  branchLabels: [],
  dependsOn,
  message: "",
});

//       ┌─ b1 ── b2 ─┐
//   a ──┤            m        x (needs c1)
//       └─ c1 ── c2 ─┘
const graph = buildGraph([
  header("a"),
  header("b1", ["a"]),
  header("c1", ["a"]),
  header("b2", ["b1"]),
  header("c2", ["c1"]),
  header("m", ["b2", "c2"]),
  header("x", [], ["c1"]),
]);

it("goes to the end of a line before it begins the next, and never before what is needed", () => {
  const order = lineByLine(graph, new Set(graph.ids));
  expect([...order].sort()).toEqual([...graph.ids].sort());
  const at = (id: string): number => order.indexOf(id);
  for (const [one, other] of [
    ["b1", "b2"],
    ["c1", "c2"],
  ] as const)
    expect(at(other)).toBe(at(one) + 1);
  for (const [one, other] of [
    ["b2", "m"],
    ["c2", "m"],
    ["c1", "x"],
    ["a", "b1"],
  ] as const)
    expect(at(one)).toBeLessThan(at(other));
  expect(lineByLine(graph, new Set(["m", "b2"]))).toEqual(["b2", "m"]);
});
