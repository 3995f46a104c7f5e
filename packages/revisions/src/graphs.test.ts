import { describe, expect, it } from "@jest/globals";

import { planDowngrade } from "./downgrade.ts";
import { buildGraph, type Graph } from "./graph.ts";
import {
  bases,
  branchPoints,
  effectiveBases,
  effectiveHeads,
  effectiveHeadsOf,
  heads,
  mergePoints,
} from "./heads.ts";
import { applyRowChange, type Step } from "./step.ts";
import { headerOf, readGraph } from "./testing/recorded.ts";
import { planUpgrade } from "./upgrade.ts";
import { ancestors, descendants } from "./walk.ts";

describe.each(["redash", "prefect-postgresql", "neutron-zed"])("the graph of %s", (name) => {
  const recorded = readGraph(name);
  const graph = buildGraph(recorded.revisions_list.map(headerOf));
  const up = planUpgrade(graph, [], "heads");

  it("has the recorded heads, bases, branch points and merge points", () => {
    expect(sorted(heads(graph))).toEqual(sorted(recorded.facts.heads));
    expect(sorted(effectiveHeads(graph))).toEqual(sorted(recorded.facts.real_heads));
    expect(sorted(bases(graph))).toEqual(sorted(recorded.facts.bases));
    expect(sorted(effectiveBases(graph))).toEqual(sorted(recorded.facts.real_bases));
    expect(sorted(branchPoints(graph))).toEqual(sorted(recorded.facts.branch_points));
    expect(sorted(mergePoints(graph))).toEqual(sorted(recorded.facts.merge_points));
  });

  it("is upgraded in the recorded order, to the recorded rows", () => {
    expect(up.map((step) => step.revision)).toEqual(recorded.alembic_upgrade_heads_order);
    expect(sorted(rowsAfter([], up))).toEqual(sorted(recorded.heads_after));
  });

  it("is downgraded to nothing", () => {
    const down = planDowngrade(graph, rowsAfter([], up), "base");
    expect(sorted(down.map((step) => step.revision))).toEqual(graph.ids);
    expect(rowsAfter(rowsAfter([], up), down)).toEqual([]);
  });

  it("keeps the rows right on a long walk up and down", () => {
    let rows: readonly string[] = [];
    let applied: ReadonlySet<string> = new Set();
    for (let turn = 0; turn < 200; turn += 1) {
      const target = graph.ids[(turn * 7919) % graph.ids.length] ?? "";
      const above = new Set([...descendants(graph, graph.revisions.get(target)?.children ?? [])]);
      const goesDown = applied.has(target) && [...above].some((id) => applied.has(id));
      const steps = goesDown ? planDowngrade(graph, rows, target) : planUpgrade(graph, rows, target);
      applied = goesDown
        ? new Set([...applied].filter((id) => !above.has(id)))
        : new Set([...applied, ...ancestors(graph, [target])]);
      rows = rowsAfter(rows, steps);
      expect(sorted(rows)).toEqual(sorted(effectiveHeadsOf(graph, applied)));
    }
  });
});

describe("expand and contract in neutron-zed", () => {
  const graph: Graph = buildGraph(readGraph("neutron-zed").revisions_list.map(headerOf));

  it("goes up one branch alone, with what it depends on", () => {
    const expand = planUpgrade(graph, [], "expand@head");
    const contract = planUpgrade(graph, rowsAfter([], expand), "contract@head");
    expect(expand.length + contract.length).toBe(graph.ids.length);
  });

  // The branches depend on each other by turns: what of expand stands on contract must go with it, and no more.
  it("takes one branch back to base with what of the other depends on it", () => {
    const all = rowsAfter([], planUpgrade(graph, [], "heads"));
    const back = planDowngrade(graph, all, "contract@kilo");
    expect(back).toHaveLength(77);
    expect(rowsAfter(all, back)).toEqual(["349b6fd605a6"]);
  });
});

function sorted(ids: readonly string[]): readonly string[] {
  return ids.toSorted();
}

function rowsAfter(rows: readonly string[], steps: readonly Step[]): readonly string[] {
  return steps.reduce((before, step) => applyRowChange(before, step.rows), rows);
}
