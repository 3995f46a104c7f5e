import { describe, expect, it } from "@jest/globals";

import { buildGraph, revisionOf } from "./graph.ts";
import { header } from "./testing/arbitraryGraph.ts";

describe("dependencies", () => {
  it("are named by id, by a prefix that fits one id only, and by label", () => {
    const graph = buildGraph([
      header("abc1"),
      header("abcd", [], { branchLabels: ["lib"] }),
      header("abc"),
      header("x", [], { dependsOn: ["abc", "abc1", "lib"] }),
      header("y", [], { dependsOn: ["abcd"] }),
    ]);
    expect(revisionOf(graph, "x").dependencies).toEqual(["abc", "abc1", "abcd"]);
    expect(revisionOf(graph, "abcd").neededBy).toEqual(["x", "y"]);
  });

  it("count once along a line: x2 has from x1 what it says again", () => {
    //   a1 ── a2 ── a3
    //   x1 (a2) ── x2 (a2, a3)
    const graph = buildGraph([
      header("a1"),
      header("a2", ["a1"]),
      header("a3", ["a2"]),
      header("x1", [], { dependsOn: ["a2"] }),
      header("x2", ["x1"], { dependsOn: ["a2", "a3"] }),
    ]);
    expect(revisionOf(graph, "x1").dependencies).toEqual(["a2"]);
    expect(revisionOf(graph, "x2").dependencies).toEqual(["a3"]);
  });

  it("keep what only a sibling says", () => {
    const graph = buildGraph([
      header("a"),
      header("x"),
      header("y1", ["x"], { dependsOn: ["a"] }),
      header("y2", ["x"], { dependsOn: ["a"] }),
    ]);
    expect(revisionOf(graph, "y2").needs).toEqual(["x", "a"]);
    expect(revisionOf(graph, "y2").depth).toBe(1);
  });
});
