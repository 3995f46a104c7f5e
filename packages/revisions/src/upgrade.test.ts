import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { header } from "./testing/arbitraryGraph.ts";
import { planUpgrade } from "./upgrade.ts";

//        ┌─ b1 ─┐
//   a ───┤       m ── n          x1 ── x2 (needs b2)
//        └─ b2 ─┘
const graph = buildGraph([
  header("a"),
  header("b1", ["a"]),
  header("b2", ["a"]),
  header("m", ["b1", "b2"]),
  header("n", ["m"]),
  header("x1"),
  header("x2", ["x1"], { dependsOn: ["b2"] }),
]);

const none = { insert: [], update: [], delete: [] };

describe("planUpgrade", () => {
  it("inserts at a base, updates along a line, inserts at a fork, merges at a merge", () => {
    expect(planUpgrade(graph, [], "m").map(({ revision, rows }) => ({ revision, ...rows }))).toEqual([
      { ...none, revision: "a", insert: ["a"] },
      { ...none, revision: "b2", update: [["a", "b2"]] },
      { ...none, revision: "b1", insert: ["b1"] },
      { ...none, revision: "m", delete: ["b1"], update: [["b2", "m"]] },
    ]);
  });

  it("updates the row of a dependency that nothing else needs, and lets one be that something does", () => {
    expect(planUpgrade(graph, ["b2", "x1"], "x2")[0]?.rows).toEqual({
      ...none,
      delete: ["x1"],
      update: [["b2", "x2"]],
    });
    expect(planUpgrade(graph, ["m", "x1"], "x2")[0]?.rows).toEqual({ ...none, update: [["x1", "x2"]] });
  });

  it.each([
    ["the row itself", ["m"], "m"],
    ["all heads", ["n", "x2"], "heads"],
    ["what another branch depends on", ["x2"], "b2"],
    ["base of an empty database", [], "base"],
  ])("has nothing to do: %s", (_, rows, target) => {
    expect(planUpgrade(graph, rows, target)).toEqual([]);
  });

  it.each([
    ["b1", ["n"]],
    ["base", ["a"]],
    ["-1", ["b1"]],
  ])("refuses %s when the database is at %j", (target, rows) => {
    expect(() => planUpgrade(graph, rows, target)).toThrow(
      expect.objectContaining({
        code: "target-not-above",
        exit: 3,
        facts: { target: [target], current: rows },
      }),
    );
  });

  it("refuses rows that no file has, naming all of them", () => {
    expect(() => planUpgrade(graph, ["lost", "a", "gone"], "heads")).toThrow(
      expect.objectContaining({ code: "database-revision-unknown", facts: { revisions: ["lost", "gone"] } }),
    );
  });

  it("takes several targets, but not two of one line", () => {
    expect(planUpgrade(graph, ["a"], ["b1", "x1"]).map((step) => step.revision)).toEqual(["x1", "b1"]);
    expect(planUpgrade(graph, [], ["b2", "x2"])).toHaveLength(4);
    expect(() => planUpgrade(graph, [], ["a", "m"])).toThrow(
      expect.objectContaining({ code: "revisions-overlap", facts: { revisions: ["a", "m"] } }),
    );
  });

  it("leaves a row alone that was redundant before", () => {
    expect(planUpgrade(graph, ["a", "b1"], "b2")[0]?.rows).toEqual({ ...none, insert: ["b2"] });
  });
});
