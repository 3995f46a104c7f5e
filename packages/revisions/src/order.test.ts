import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { buildGraph, type Graph } from "./graph.ts";
import type { RevisionHeader } from "./header.ts";
import { newestFirst } from "./order.ts";
import { arbitraryHeaders, header } from "./testing/arbitraryGraph.ts";
import { ancestors } from "./walk.ts";

function orderOf(...headers: readonly RevisionHeader[]): readonly string[] {
  const graph: Graph = buildGraph(headers);
  return newestFirst(graph, new Set(graph.ids));
}

describe("newestFirst", () => {
  it("follows one line down before it turns to the next", () => {
    //   a1 ── a2 ── a3
    //   b1 ── b2
    const order = orderOf(
      header("a1"),
      header("b1"),
      header("a2", ["a1"]),
      header("b2", ["b1"]),
      header("a3", ["a2"]),
    );
    expect(order).toEqual(["b2", "b1", "a3", "a2", "a1"]);
  });

  it("goes by the order of the headers, not by the ids", () => {
    expect(orderOf(header("z"), header("a"))).toEqual(["z", "a"]);
    expect(orderOf(header("a"), header("z"))).toEqual(["a", "z"]);
  });

  it("waits at a fork until all that stands above it is done", () => {
    //        ┌─ b1 ── c1
    //   a ───┤
    //        └─ b2 ── c2
    const order = orderOf(
      header("a"),
      header("b1", ["a"]),
      header("c1", ["b1"]),
      header("b2", ["a"]),
      header("c2", ["b2"]),
    );
    expect(order).toEqual(["c1", "b1", "c2", "b2", "a"]);
  });

  it("puts a dependency behind what needs it", () => {
    const order = orderOf(header("a1"), header("a2", ["a1"]), header("b1", [], { dependsOn: ["a2"] }));
    expect(order).toEqual(["b1", "a2", "a1"]);
  });

  it("orders 20,000 children of one base, and 20,000 bases under one merge", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `r${index}`);
    const star = orderOf(header("root"), ...many.map((id) => header(id, ["root"])));
    expect(star.at(-1)).toBe("root");
    expect(orderOf(...many.map((id) => header(id)), header("merge", many))[0]).toBe("merge");
  });

  it("is the order that its definition gives, on random graphs", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        const graph = buildGraph(headers);
        expect(newestFirst(graph, new Set(graph.ids))).toEqual(orderByDefinition(graph));
      }),
      { numRuns: 500 },
    );
  });
});

// The same order, told plainly and slowly: a list of lines, and for each turn a look at the ancestors of every one of them.
function orderByDefinition(graph: Graph): readonly string[] {
  const all = [...graph.revisions.values()];
  const lines = all.filter((revision) => revision.neededBy.length === 0).map((revision) => revision.revision);
  const order: string[] = [];
  let turn = 0;
  while (lines.length > 0) {
    const at = lines[turn] ?? "";
    const above = lines.findIndex((other) => other !== at && ancestors(graph, [other]).has(at));
    if (above !== -1) {
      turn = above;
      continue;
    }
    order.push(at);
    const [down, ...others] = (graph.revisions.get(at)?.needs ?? []).filter((need) => !lines.includes(need));
    if (down === undefined) lines.splice(turn, 1);
    else lines.splice(turn, 1, down);
    if (down === undefined) turn = Math.max(turn - 1, 0);
    lines.push(...others);
  }
  return order;
}
