import { describe, expect, it } from "@jest/globals";
import { isLimbeckError } from "@limbeck/model";

import { planDowngrade } from "./downgrade.ts";
import { buildGraph, type Graph } from "./graph.ts";
import type { RevisionHeader } from "./header.ts";
import { heads } from "./heads.ts";
import { resolve } from "./resolve.ts";
import { planStamp } from "./stamp.ts";
import { applyRowChange, type Step } from "./step.ts";
import { planUpgrade } from "./upgrade.ts";

const header = (revision: string, parents = "", more: Partial<RevisionHeader> = {}): RevisionHeader => ({
  revision,
  downRevisions: parents === "" ? [] : parents.split(" "),
  branchLabels: [],
  dependsOn: [],
  message: "",
  ...more,
});

/** `a`, on it the lines `b` and `c`, which meet in `d`, and `e` on top. */
const OLD = [header("a"), header("b", "a"), header("c", "a"), header("d", "b c"), header("e", "d")] as const;
const SQUASH = header("s", "", { replaces: ["a", "b", "c", "d"] });
const both = buildGraph([...OLD, SQUASH]);
const alone = buildGraph([header("e", "d"), SQUASH]);

const told = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ direction, revision }) => `${direction} ${revision}`);

function rowsAfter(rows: readonly string[], steps: readonly Step[]): readonly string[] {
  return steps.reduce((before, step) => applyRowChange(before, step.rows), rows);
}

function codeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isLimbeckError(error) ? error.code : error;
  }
}

describe.each<[string, Graph]>([
  ["beside what it replaces", both],
  ["alone", alone],
])("a revision that replaces others, %s", (_, graph) => {
  it("stands in their place", () => {
    expect([...graph.revisions.keys()]).toEqual(expect.arrayContaining(["e", "s"]));
    expect(graph.revisions.size).toBe(2);
    expect(graph.revisions.get("e")?.downRevisions).toEqual(["s"]);
    expect(heads(graph)).toEqual(["e"]);
  });

  it("is applied where none of them was", () => {
    const steps = planUpgrade(graph, [], "head");
    expect(told(steps)).toEqual(["upgrade s", "upgrade e"]);
    expect(rowsAfter([], steps)).toEqual(["e"]);
    expect(told(planDowngrade(graph, ["e"], "base"))).toEqual(["downgrade e", "downgrade s"]);
  });

  it("counts as applied where they were, and takes over their row", () => {
    const up = planUpgrade(graph, ["d"], "head");
    expect(told(up)).toEqual(["stamp s", "upgrade e"]);
    expect(up[0]?.rows).toEqual({ insert: [], update: [["d", "s"]], delete: [] });
    expect(rowsAfter(["d"], up)).toEqual(["e"]);
    const down = planDowngrade(graph, ["d"], "base");
    expect(told(down)).toEqual(["stamp s", "downgrade s"]);
    expect(rowsAfter(["d"], down)).toEqual([]);
    expect(planUpgrade(graph, ["e"], "head")).toEqual([]);
    expect(told(planDowngrade(graph, ["e"], "s"))).toEqual(["downgrade e"]);
  });

  it("has the name of their end, and not those of the others", () => {
    expect(resolve({ graph }, "d")).toEqual(["s"]);
    expect(resolve({ graph }, "d+1")).toEqual(["e"]);
    expect(resolve({ graph, current: ["d"] }, "+1")).toEqual(["e"]);
    expect(codeOf(() => resolve({ graph }, "b"))).toBe("revision-replaced");
    expect(codeOf(() => resolve({ graph }, "none"))).toBe("revision-unknown");
  });

  it("is stamped from any of them", () => {
    for (const rows of [[], ["a"], ["b", "c"], ["d"], ["e"]])
      expect(rowsAfter(rows, planStamp(graph, rows, "s"))).toEqual(["s"]);
    expect(rowsAfter(["b", "c"], planStamp(graph, ["b", "c"], "e"))).toEqual(["e"]);
    expect(rowsAfter(["d"], planStamp(graph, ["d"], "base"))).toEqual([]);
    expect(codeOf(() => planStamp(graph, ["none"], "s"))).toBe("database-revision-unknown");
  });

  it.each(["head", "s", "e"])("is refused where a part of them was, on the way to %s", (target) => {
    expect(codeOf(() => planUpgrade(graph, ["b", "c"], target))).toBe("squash-partly-applied");
  });
});

describe("a database with a part of what is replaced", () => {
  it("goes on to their end, and back, as if nothing replaced them", () => {
    const up = planUpgrade(both, ["b"], "d");
    expect(told(up)).toEqual(["upgrade c", "upgrade d"]);
    expect(rowsAfter(["b"], up)).toEqual(["d"]);
    expect(told(planUpgrade(both, rowsAfter(["b"], up), "head"))).toEqual(["stamp s", "upgrade e"]);
    expect(told(planDowngrade(both, ["b"], "base"))).toEqual(["downgrade b", "downgrade a"]);
  });

  it("is told what to bring back where their files are gone", () => {
    expect(codeOf(() => planUpgrade(alone, ["b"], "d"))).toBe("squash-partly-applied");
    expect(codeOf(() => planDowngrade(alone, ["b"], "base"))).toBe("squash-partly-applied");
  });

  it("may go as far as the newest of all there is", () => {
    const graph = buildGraph([...OLD.slice(0, 4), SQUASH]);
    expect(told(planUpgrade(graph, ["b"], "head"))).toEqual(["upgrade c", "upgrade d"]);
  });
});

describe("a revision that replaces one that replaces others", () => {
  const TWICE = header("t", "", { replaces: ["s", "e"] });

  it.each([
    ["all files", [...OLD, SQUASH, TWICE]],
    ["without the oldest", [header("e", "s"), SQUASH, TWICE]],
  ])("stands in the place of all: %s", (_, headers) => {
    const graph = buildGraph([...headers, header("f", "e")]);
    expect(told(planUpgrade(graph, [], "head"))).toEqual(["upgrade t", "upgrade f"]);
    expect(told(planUpgrade(graph, ["e"], "head"))).toEqual(["stamp t", "upgrade f"]);
    expect(told(planUpgrade(graph, ["d"], "e"))).toEqual(["stamp s", "upgrade e"]);
    expect(codeOf(() => planUpgrade(graph, ["d"], "head"))).toBe("squash-partly-applied");
  });
});

describe("headers that replace", () => {
  it.each([
    ["itself", [header("a", "", { replaces: ["a"] })], "replaces-itself"],
    [
      "each other",
      [header("a", "", { replaces: ["b"] }), header("b", "", { replaces: ["a"] })],
      "replaces-itself",
    ],
    [
      "the same",
      [header("a", "", { replaces: ["x"] }), header("b", "a", { replaces: ["x"] })],
      "replaced-twice",
    ],
  ])("%s are refused", (_, headers, code) => {
    expect(codeOf(() => buildGraph(headers))).toBe(code);
  });

  it("carry dependencies and labels along", () => {
    const graph = buildGraph([
      header("a", "", { branchLabels: ["shop"] }),
      header("b", "a"),
      header("x", "", { dependsOn: ["a"] }),
      header("s", "", { replaces: ["a", "b"], branchLabels: ["shop"] }),
    ]);
    expect(told(planUpgrade(graph, [], "x"))).toEqual(["upgrade s", "upgrade x"]);
    expect(resolve({ graph }, "shop@head")).toEqual(["s"]);
  });
});
