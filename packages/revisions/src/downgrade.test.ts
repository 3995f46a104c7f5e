import { describe, expect, it } from "@jest/globals";

import { planDowngrade, planTakingBack } from "./downgrade.ts";
import { buildGraph } from "./graph.ts";
import { header } from "./testing/arbitraryGraph.ts";

//        ┌─ b1 (left) ─┐
//   a ───┤              m ── n          x1 ── x2 (needs b2)
//        └─ b2 ────────┘
const graph = buildGraph([
  header("a"),
  header("b1", ["a"], { branchLabels: ["left"] }),
  header("b2", ["a"]),
  header("m", ["b1", "b2"]),
  header("n", ["m"]),
  header("x1"),
  header("x2", ["x1"], { dependsOn: ["b2"] }),
]);

const none = { insert: [], update: [], delete: [] };

function revisions(rows: readonly string[], target: string): readonly string[] {
  return planDowngrade(graph, rows, target).map((step) => step.revision);
}

describe("planDowngrade", () => {
  it("updates along a line, unmerges, deletes at a fork and at a base", () => {
    expect(planDowngrade(graph, ["n"], "base").map(({ revision, rows }) => ({ revision, ...rows }))).toEqual([
      { ...none, revision: "n", update: [["n", "m"]] },
      { ...none, revision: "m", update: [["m", "b2"]], insert: ["b1"] },
      { ...none, revision: "b1", delete: ["b1"] },
      { ...none, revision: "b2", update: [["b2", "a"]] },
      { ...none, revision: "a", delete: ["a"] },
    ]);
  });

  it("brings back of the parents only those that no row implies", () => {
    expect(planDowngrade(graph, ["m", "x2"], "b1")[0]?.rows).toEqual({ ...none, update: [["m", "b1"]] });
  });

  it("brings back a dependency when what depended on it goes", () => {
    expect(planDowngrade(graph, ["x2"], "x1")[0]?.rows).toEqual({
      ...none,
      update: [["x2", "b2"]],
      insert: ["x1"],
    });
  });

  it.each([
    [["n", "x2"], "m", ["n"]],
    [["n", "x2"], "left@a", ["n", "m", "b1"]],
    [["b1", "x2"], "left@base", ["b1", "x2", "b2", "a"]],
    [["b1", "b2", "x1"], "left@a", ["b1"]],
    [["b1", "x2"], "x1@base", ["x2", "x1"]],
    [["b1", "b2"], "a", ["b1", "b2"]],
    [["b1"], "-1", ["b1"]],
    [["b1", "x1"], "left@-1", ["b1"]],
    [["n"], "m-0", ["n"]],
    [["x2"], "-1", ["x2"]],
    [["m"], "m", []],
    [[], "base", []],
  ])("from %j to %s removes %j", (rows, target, expected) => {
    expect(revisions(rows, target)).toEqual(expected);
  });

  it.each([
    [["a"], "n"],
    [["b1"], "b2"],
    [[], "a"],
    [["x2"], "b2"],
    [["b1"], "+1"],
  ])("refuses from %j to %s", (rows, target) => {
    expect(() => planDowngrade(graph, rows, target)).toThrow(
      expect.objectContaining({ code: "target-not-below", exit: 3 }),
    );
  });

  it("refuses -1 where several rows could be meant, and where a merge has several parents", () => {
    expect(() => revisions(["b1", "x1"], "-1")).toThrow(
      expect.objectContaining({
        code: "relative-step-ambiguous",
        facts: expect.objectContaining({ candidates: ["b1", "x1"] }),
      }),
    );
    expect(() => revisions(["m"], "-1")).toThrow(
      expect.objectContaining({ code: "relative-step-ambiguous" }),
    );
  });

  it("takes -1 for the one row's own branch where history forks below it", () => {
    //        ┌─ p
    //   a ───┤
    //        └─ q (needs p)
    const fork = buildGraph([header("a"), header("p", ["a"]), header("q", ["a"], { dependsOn: ["p"] })]);
    expect(planDowngrade(fork, ["q"], "-1").map((step) => step.revision)).toEqual(["q"]);
    expect(planDowngrade(fork, ["q"], "q-1").map((step) => step.revision)).toEqual(["q", "p"]);
  });

  it("refuses rows that no file has", () => {
    expect(() => revisions(["gone"], "base")).toThrow(
      expect.objectContaining({ code: "database-revision-unknown" }),
    );
  });
});

describe("planTakingBack", () => {
  it("takes back a merge, a base or one side of a fork with what needs it, and nothing else", () => {
    const taken = (rows: readonly string[], revision: string) =>
      planTakingBack(graph, rows, revision).map((step) => [step.revision, step.rows] as const);
    expect(taken(["m"], "m")).toEqual([["m", { ...none, update: [["m", "b2"]], insert: ["b1"] }]]);
    expect(taken(["b1", "b2"], "b1")).toEqual([["b1", { ...none, delete: ["b1"] }]]);
    expect(taken(["x2"], "x1").map(([revision]) => revision)).toEqual(["x2", "x1"]);
    expect(taken(["b1"], "x1")).toEqual([]);
  });
});
