import { describe, expect, it } from "@jest/globals";

import { buildGraph } from "./graph.ts";
import { resolve, resolveOne } from "./resolve.ts";
import { header } from "./testing/arbitraryGraph.ts";

//      ┌─ b1 ── c1 ── d1        label left on b1
//   a ─┤
//      └─ b2 ── c2              label right on b2; c2 depends on c1
//
//   z0099 ── z0100              a base of its own
const graph = buildGraph([
  header("a"),
  header("b1", ["a"], { branchLabels: ["left"] }),
  header("c1", ["b1"]),
  header("d1", ["c1"]),
  header("b2", ["a"], { branchLabels: ["right"] }),
  header("c2", ["b2"], { dependsOn: ["c1"] }),
  header("z0099"),
  header("z0100", ["z0099"]),
]);

describe("a symbol without a database", () => {
  it.each([
    ["a", ["a"]],
    ["left", ["b1"]],
    ["z01", ["z0100"]],
    ["heads", ["d1", "c2", "z0100"]],
    ["base", []],
    ["", []],
    ["left@head", ["d1"]],
    ["left@heads", ["d1"]],
    ["left@base", []],
    ["left@a", ["a"]],
    ["right@c", ["c2"]],
    ["d1@c", ["c1"]],
    ["z0099@head", ["z0100"]],
    ["d1-2", ["b1"]],
    ["c2-3", []],
    ["left@a+2", ["c1"]],
    ["left@base+1", ["a"]],
    ["left@head-1", ["c1"]],
    ["left@base+3", ["c1"]],
    ["z0099@+2", ["z0100"]],
    ["left@+2", ["b1"]],
    ["left@-1", ["c1"]],
    ["z0100-1", ["z0099"]],
    ["z01-1", ["z0099"]],
  ])("%j is %j", (symbol, expected) => {
    expect(resolve({ graph }, symbol)).toEqual(expected);
  });

  it.each([
    ["head", "heads-several", { heads: ["d1", "c2", "z0100"] }],
    ["a@head", "heads-several", { heads: ["d1", "c2"] }],
    ["nothing", "revision-unknown", { symbol: "nothing" }],
    ["z", "revision-ambiguous", { candidates: ["z0099", "z0100"] }],
    ["nowhere@head", "branch-unknown", { branch: "nowhere" }],
    ["z0@head", "revision-ambiguous", {}],
    ["left@c2", "revision-not-in-branch", { revision: "c2", branch: "left" }],
    ["left@z0099", "revision-not-in-branch", {}],
    ["left@z", "revision-unknown", { branch: "left" }],
    ["a+1", "relative-step-ambiguous", { candidates: ["b1", "b2"], at: "a" }],
    ["+1", "relative-step-ambiguous", { candidates: ["a", "z0099"] }],
    ["a-2", "relative-step-too-far", { stoppedAt: "base", steps: 1 }],
    ["left@head+1", "relative-step-too-far", { stoppedAt: "d1", steps: 0 }],
    ["heads-1", "revisions-several", {}],
  ])("%j is refused: %s", (symbol, code, facts) => {
    expect(() => resolve({ graph }, symbol)).toThrow(
      expect.objectContaining({ code, exit: 3, facts: expect.objectContaining(facts) }),
    );
  });

  it.each(["a:b", "left@", "@head", "a@b@c", "a+", "-", "a+1+1", "a b:"])("%j is no symbol", (symbol) => {
    expect(() => resolve({ graph }, symbol)).toThrow(
      expect.objectContaining({ code: "revision-symbol-invalid", exit: 2 }),
    );
  });

  it("cannot ask where the database is", () => {
    expect(() => resolve({ graph }, "current")).toThrow(
      expect.objectContaining({ code: "current-unknown", exit: 2 }),
    );
  });
});

describe("a symbol beside a database", () => {
  it.each([
    ["current", ["c2"], ["c2"]],
    ["current", ["b1", "z0099"], ["b1", "z0099"]],
    ["left@current", ["b1", "z0099"], ["b1"]],
    ["current-1", ["d1"], ["c1"]],
    ["+1", ["b1"], ["c1"]],
    ["-1", ["c1"], ["b1"]],
    ["-1", ["a"], []],
    ["left@+1", ["b2", "z0099"], ["b1"]],
    ["left@+1", ["c2"], ["d1"]],
    ["right@-1", ["c2", "d1"], ["b2"]],
    ["left@-1", ["c2"], ["b1"]],
    ["z0099@+1", ["c2"], ["z0099"]],
  ])("%j at rows %j is %j", (symbol, current, expected) => {
    expect(resolve({ graph, current }, symbol)).toEqual(expected);
  });

  it.each([
    ["+1", ["b1", "z0099"], "relative-step-ambiguous"],
    ["-1", ["b1", "z0099"], "relative-step-ambiguous"],
    ["+1", ["a"], "relative-step-ambiguous"],
    ["-1", [], "relative-step-too-far"],
    ["+1", ["d1"], "relative-step-too-far"],
    ["+5", ["b1"], "relative-step-too-far"],
  ])("%j at rows %j is refused: %s", (symbol, current, code) => {
    expect(() => resolve({ graph, current }, symbol)).toThrow(expect.objectContaining({ code }));
  });

  it.each(["current", "+1", "left@-1"])("says so where %j would need a row that no file has", (symbol) => {
    const current = ["c1", "gone"];
    expect(() => resolve({ graph, current }, symbol)).toThrow(
      expect.objectContaining({ code: "database-revision-unknown", facts: { revisions: ["gone"] } }),
    );
    expect(resolve({ graph, current }, "heads")).toHaveLength(3);
  });

  it("counts from a row of the branch before it counts from what another branch depends on", () => {
    //   a (both) ─┬─ p        x (needs p)
    //             └─ q
    const fork = buildGraph([
      header("a", [], { branchLabels: ["both"] }),
      header("p", ["a"]),
      header("q", ["a"]),
      header("x", [], { dependsOn: ["p"] }),
    ]);
    expect(resolve({ graph: fork, current: ["q", "x"] }, "both@-1")).toEqual(["a"]);
  });

  it("stops at the end where a listing wants it", () => {
    expect(resolve({ graph, current: ["c1"], clamp: true }, "-9")).toEqual([]);
    expect(resolve({ graph, current: ["c1"], clamp: true }, "+9")).toEqual(["d1"]);
  });
});

describe("resolveOne", () => {
  it("answers with the one, or with nothing for base", () => {
    expect(resolveOne({ graph }, "left@heads")).toBe("d1");
    expect(resolveOne({ graph }, "base")).toBeUndefined();
  });

  it("refuses several", () => {
    expect(() => resolveOne({ graph }, "heads")).toThrow(expect.objectContaining({ code: "heads-several" }));
    expect(() => resolveOne({ graph, current: ["c1", "z0099"] }, "current")).toThrow(
      expect.objectContaining({ code: "revisions-several" }),
    );
  });

  it("takes a full id for itself, also where it begins another", () => {
    const shorter = buildGraph([header("ab"), header("abc", ["ab"])]);
    expect(resolveOne({ graph: shorter }, "ab")).toBe("ab");
  });
});
