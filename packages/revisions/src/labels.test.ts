import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { buildGraph, revisionOf } from "./graph.ts";
import { labelScope } from "./label.ts";
import { labelsByRevision } from "./labels.ts";
import { arbitraryHeaders, header } from "./testing/arbitraryGraph.ts";

describe("labelsByRevision", () => {
  it("says for each revision on which branches it is, and of none beyond a merge of two", () => {
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
    expect(Object.fromEntries(labelsByRevision(graph))).toEqual({
      b1: ["left"],
      c1: ["left"],
      d1: ["left"],
      b2: ["right"],
      c2: ["right"],
    });
  });

  it("names a merge within a branch by the branch", () => {
    const graph = buildGraph([
      header("a", [], { branchLabels: ["shop"] }),
      header("b1", ["a"]),
      header("b2", ["a"]),
      header("m", ["b1", "b2"]),
    ]);
    expect(labelsByRevision(graph).get("m")).toEqual(["shop"]);
  });

  it("names several labels of a revision in the order of their revisions", () => {
    const graph = buildGraph([
      header("a", [], { branchLabels: ["z", "y"] }),
      header("b", ["a"], { branchLabels: ["x"] }),
    ]);
    expect(labelsByRevision(graph).get("a")).toEqual(["z", "y", "x"]);
    expect(labelsByRevision(graph).get("b")).toEqual(["z", "y", "x"]);
  });

  it("is the scope of each label, on random graphs, where no line merges", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        const graph = buildGraph(headers);
        const labels = labelsByRevision(graph);
        for (const label of graph.labels.keys()) {
          const scope = labelScope(graph, label);
          const named = graph.ids.filter((id) => labels.get(id)?.includes(label));
          expect(named.filter((id) => !scope.has(id))).toEqual([]);
          const lost = [...scope].filter((id) => !named.includes(id));
          // What is not named lies above a merge with a line that does not have the label.
          for (const id of lost) {
            const parents = revisionOf(graph, id).downRevisions;
            expect(parents.some((parent) => !named.includes(parent))).toBe(true);
          }
        }
      }),
    );
  });
});
