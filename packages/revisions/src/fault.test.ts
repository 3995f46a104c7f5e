import { describe, expect, it } from "@jest/globals";
import { LimbeckError } from "@limbeck/model";

import { buildGraph } from "./graph.ts";
import type { RevisionHeader } from "./header.ts";
import { header } from "./testing/arbitraryGraph.ts";

function faultOf(...headers: readonly RevisionHeader[]): LimbeckError | undefined {
  try {
    buildGraph(headers);
  } catch (error) {
    if (error instanceof LimbeckError) return error;
    throw error;
  }
  return undefined;
}

describe("a graph that cannot be", () => {
  it("has a cycle: a → c → b → a, and d stands behind it", () => {
    const fault = faultOf(header("d", ["a"]), header("a", ["c"]), header("b", ["a"]), header("c", ["b"]));
    expect(fault).toMatchObject({ code: "revision-cycle", exit: 3 });
    expect(fault?.facts).toEqual({ revisions: ["a", "c", "b"], files: ["a.ts", "c.ts", "b.ts"] });
    expect(fault?.message).toContain("a → c → b → a");
  });

  it("has a revision that is its own parent", () => {
    const fault = faultOf(header("a"), header("b", ["a", "b"]));
    expect(fault).toMatchObject({ code: "revision-self-loop", facts: { files: ["b.ts"] } });
  });

  it("has a circle that only dependencies close", () => {
    const fault = faultOf(header("a", [], { dependsOn: ["c"] }), header("b", ["a"]), header("c", ["b"]));
    expect(fault).toMatchObject({ code: "dependency-cycle", exit: 3 });
    expect(fault?.facts["files"]).toEqual(["a.ts", "c.ts", "b.ts"]);
  });

  it("has a revision that depends on itself, if only by its label", () => {
    const fault = faultOf(header("a", [], { branchLabels: ["self"], dependsOn: ["self"] }));
    expect(fault).toMatchObject({ code: "dependency-self-loop", facts: { files: ["a.ts"] } });
  });

  it("has one id twice", () => {
    const copy = header("a", [], { file: "copy.ts" });
    const fault = faultOf(header("a"), header("b", ["a"]), copy);
    expect(fault).toMatchObject({ code: "revision-duplicate", exit: 3 });
    expect(fault?.facts).toEqual({ revision: "a", revisions: ["a"], files: ["a.ts", "copy.ts"] });
  });

  it("has one number twice: the hint says how that is mended", () => {
    const fault = faultOf(header("0001"), header("0001", [], { file: "0001_other.ts" }));
    expect(fault?.hint).toContain("limbeck rebase FILE --onto REV");
  });

  it("lacks a parent", () => {
    const fault = faultOf(header("b", ["a"]));
    expect(fault).toMatchObject({ code: "parent-missing", facts: { parent: "a", files: ["b.ts"] } });
  });

  it("lacks a dependency", () => {
    const fault = faultOf(header("b", [], { dependsOn: ["nobody"] }));
    expect(fault).toMatchObject({ code: "dependency-missing", facts: { dependency: "nobody" } });
  });

  it("has a dependency whose prefix begins two ids", () => {
    const fault = faultOf(header("abc1"), header("abc2"), header("x", [], { dependsOn: ["abc"] }));
    expect(fault).toMatchObject({ code: "dependency-ambiguous", facts: { candidates: ["abc1", "abc2"] } });
  });

  it("has a label twice", () => {
    const fault = faultOf(header("a", [], { branchLabels: ["x"] }), header("b", [], { branchLabels: ["x"] }));
    expect(fault).toMatchObject({
      code: "branch-label-duplicate",
      facts: { label: "x", files: ["a.ts", "b.ts"] },
    });
  });

  it("has a label that is an id", () => {
    const fault = faultOf(header("a"), header("b", [], { branchLabels: ["a"] }));
    expect(fault).toMatchObject({ code: "branch-label-duplicate", facts: { files: ["a.ts", "b.ts"] } });
  });

  it.each(["a@b", "a:b", "a+b", "a-b", "a b", "", "head", "heads", "base", "current"])(
    "has the id %j",
    (id) => {
      expect(faultOf(header(id))).toMatchObject({ code: "revision-id-invalid", exit: 3 });
    },
  );

  it("has a label that cannot be written", () => {
    const fault = faultOf(header("a", [], { branchLabels: ["x@y"] }));
    expect(fault).toMatchObject({ code: "branch-label-invalid", facts: { label: "x@y", files: ["a.ts"] } });
  });
});

describe("a graph that looks odd and is not", () => {
  it.each([
    ["no revision at all", []],
    ["an id with letters of any script, digits, _ and .", [header("Ärger_1.2")]],
    ["a dependency on the parent", [header("a"), header("b", ["a"], { dependsOn: ["a"] })]],
    ["one parent named twice", [header("a"), header("b", ["a", "a"])]],
    ["a child before its parent", [header("b", ["a"]), header("a")]],
  ])("has %s", (_, headers) => {
    expect(faultOf(...headers)).toBeUndefined();
  });

  it("finds a cycle at the end of 20,000 revisions without running out of stack", () => {
    const line = Array.from({ length: 20_000 }, (_, index) =>
      header(`r${index}`, index === 0 ? [] : [`r${index - 1}`]),
    );
    expect(faultOf(...line)).toBeUndefined();
    expect(faultOf(...line, header("x", ["y"]), header("y", ["x"]))?.facts["revisions"]).toEqual(["x", "y"]);
  });
});
