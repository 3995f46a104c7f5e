import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { history, revisionsBetween } from "./range.ts";
import { header } from "./testing/arbitraryGraph.ts";

//        ┌─ b1 ── c1 ─┐
//   a ───┤   left      m ── n      x1 ── x2 (needs b1)
//        └─ b2 ───────┘
const graph = buildGraph([
  header("a"),
  header("b1", ["a"], { branchLabels: ["left"] }),
  header("c1", ["b1"]),
  header("b2", ["a"]),
  header("m", ["c1", "b2"]),
  header("n", ["m"]),
  header("x1"),
  header("x2", ["x1"], { dependsOn: ["b1"] }),
]);

describe("history", () => {
  it("lists all, newest first, one line down before the next", () => {
    expect(history({ graph })).toEqual(["n", "m", "c1", "x2", "x1", "b1", "b2", "a"]);
  });

  it.each([
    [{ lower: "b1" }, ["n", "m", "c1", "b1"]],
    [{ upper: "c1" }, ["c1", "b1", "a"]],
    [{ lower: "b1", upper: "m" }, ["m", "c1", "b1"]],
    [{ lower: "b1", upper: "b1" }, ["b1"]],
    [{ lower: "base", upper: "b2" }, ["b2", "a"]],
    [{ lower: "n-2", upper: "n" }, undefined],
    [{ lower: "c1-1", upper: "c1" }, ["c1", "b1"]],
    [{ lower: "c1-9", upper: "c1" }, ["c1", "b1", "a"]],
    [{ lower: "x1@base" }, ["x2", "x1", "b1", "a"]],
    [{ upper: "x2" }, ["x2", "x1", "b1", "a"]],
    [{ upper: "base" }, []],
  ])("lists %j", (range, expected) => {
    if (expected === undefined) {
      expect(() => history({ graph }, range)).toThrow(
        expect.objectContaining({ code: "relative-step-ambiguous" }),
      );
    } else {
      expect(history({ graph }, range)).toEqual(expected);
    }
  });

  it("counts from the database where there is one", () => {
    expect(history({ graph, current: ["c1"] }, { lower: "-1", upper: "current" })).toEqual(["c1", "b1"]);
  });

  it("refuses a lower end that is not below the upper one", () => {
    expect(() => history({ graph }, { lower: "b2", upper: "c1" })).toThrow(
      expect.objectContaining({ code: "revision-not-an-ancestor", facts: { lower: "b2", upper: ["c1"] } }),
    );
  });

  it("leaves out what stands above one lower end and below another", () => {
    //   p1 ── p2 ── p3
    //   q1 (needs p2) ── q2
    const across = buildGraph([
      header("p1"),
      header("p2", ["p1"]),
      header("p3", ["p2"]),
      header("q1", [], { dependsOn: ["p2"] }),
      header("q2", ["q1"]),
    ]);
    const between = revisionsBetween({ graph: across }, ["heads"], ["p1", "q1"], { inclusive: false });
    expect(between).toEqual(["p3", "q2"]);
  });
});
