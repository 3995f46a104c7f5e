import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { labelScope } from "./label.ts";
import { header } from "./testing/arbitraryGraph.ts";

//        ┌─ b1 ── c1 ── d1 ─┐
//   a ───┤     left          m ── n
//        └─ b2 ── c2 ───────┘
//               right
const graph = buildGraph([
  header("a"),
  header("b1", ["a"]),
  header("c1", ["b1"], { branchLabels: ["left"] }),
  header("d1", ["c1"]),
  header("b2", ["a"]),
  header("c2", ["b2"], { branchLabels: ["right"] }),
  header("m", ["d1", "c2"]),
  header("n", ["m"]),
]);

describe("labelScope", () => {
  it("covers the descendants, and the ancestors back to the branch point", () => {
    expect([...labelScope(graph, "left")].toSorted()).toEqual(["b1", "c1", "d1", "m", "n"]);
  });

  it("does not go past a merge point", () => {
    const below = buildGraph([
      header("a"),
      header("b"),
      header("m", ["a", "b"]),
      header("n", ["m"], { branchLabels: ["x"] }),
    ]);
    expect([...labelScope(below, "x")]).toEqual(["n"]);
  });

  it("takes a revision that others depend on for a branch point", () => {
    const below = buildGraph([
      header("a"),
      header("b", ["a"], { branchLabels: ["x"] }),
      header("other", [], { dependsOn: ["a"] }),
    ]);
    expect([...labelScope(below, "x")]).toEqual(["b"]);
  });

  it("goes down to the base where nothing forks, and does not follow dependencies", () => {
    const line = buildGraph([
      header("a"),
      header("b", ["a"], { branchLabels: ["x"] }),
      header("other", [], { dependsOn: ["b"] }),
    ]);
    expect([...labelScope(line, "x")].toSorted()).toEqual(["a", "b"]);
  });

  it("refuses a label that nobody carries", () => {
    expect(() => labelScope(graph, "a")).toThrow(expect.objectContaining({ code: "branch-unknown" }));
  });
});
