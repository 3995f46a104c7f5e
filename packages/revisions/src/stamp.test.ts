import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { planStamp } from "./stamp.ts";
import { applyRowChange } from "./step.ts";
import { header } from "./testing/arbitraryGraph.ts";

//        ┌─ b1 (left) ── c1
//   a ───┤                          x1 ── x2 (needs c1)
//        └─ b2 (right) ── c2
const graph = buildGraph([
  header("a"),
  header("b1", ["a"], { branchLabels: ["left"] }),
  header("c1", ["b1"]),
  header("b2", ["a"], { branchLabels: ["right"] }),
  header("c2", ["b2"]),
  header("x1"),
  header("x2", ["x1"], { dependsOn: ["c1"] }),
]);

function after(
  rows: readonly string[],
  targets: string | readonly string[],
  options?: { readonly purge?: boolean },
): readonly string[] {
  const steps = planStamp(graph, rows, targets, options);
  return steps.reduce((before, step) => applyRowChange(before, step.rows), rows).toSorted();
}

describe("planStamp", () => {
  it.each([
    ["an empty database", [], "c1", ["c1"]],
    ["upwards on a line", ["a"], "c1", ["c1"]],
    ["downwards on a line", ["c1"], "b1", ["b1"]],
    ["downwards below a fork", ["c1", "c2"], "a", ["a"]],
    ["another branch", ["c1"], "b2", ["b2", "c1"]],
    ["a row as it is", ["c1", "c2"], "c2", ["c1", "c2"]],
    ["below what depends on it", ["x2"], "c1", ["c1"]],
    ["above what it depends on", ["b1", "c2"], "x2", ["c2", "x2"]],
    ["several targets", ["a"], ["c1", "c2"], ["c1", "c2"]],
    ["targets of which one implies the other", [], ["x2", "c1"], ["x2"]],
    ["all heads", [], "heads", ["c2", "x2"]],
    ["base", ["c1", "c2"], "base", []],
    ["base of one branch", ["c1", "c2"], "left@base", ["c2"]],
    ["base of a branch that another depends on", ["c2", "x2"], "left@base", ["c2"]],
    ["base of a branch that has not forked yet", ["a"], "left@base", []],
    ["relative", ["c1", "c2"], "left@-1", ["b1", "c2"]],
  ])("stamps %s", (_, rows, target, expected) => {
    expect(after(rows, target)).toEqual(expected);
  });

  it("makes one step of each target, and of each row that only goes", () => {
    expect(planStamp(graph, [], ["c1", "c2"]).map((step) => step.revision)).toEqual(["c1", "c2"]);
    expect(planStamp(graph, ["c1", "c2"], "base").map(({ rows }) => rows.delete)).toEqual([["c1"], ["c2"]]);
  });

  it("refuses rows that no file has, unless they are purged", () => {
    expect(() => planStamp(graph, ["gone"], "c1")).toThrow(
      expect.objectContaining({ code: "database-revision-unknown", exit: 3 }),
    );
    expect(after(["gone", "c2"], "c1", { purge: true })).toEqual(["c1"]);
    expect(after(["gone", "c2"], "base", { purge: true })).toEqual([]);
    expect(after(["c1", "c1x"], "c1", { purge: true })).toEqual(["c1"]);
  });

  it("refuses two targets on one line", () => {
    expect(() => planStamp(graph, [], ["a", "c1"])).toThrow(
      expect.objectContaining({ code: "revisions-overlap" }),
    );
  });
});
