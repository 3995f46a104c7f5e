import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { buildGraph, revisionOf } from "./graph.ts";
import { drawLanes, type LaneNode } from "./lanes.ts";
import { newestFirst } from "./order.ts";
import { arbitraryHeaders } from "./testing/arbitraryGraph.ts";
import { readLanes } from "./testing/readLanes.ts";

function drawn(nodes: readonly LaneNode[]): readonly string[] {
  return drawLanes(nodes).flatMap(({ gap, node, links }, index) => [
    ...(gap === undefined ? [] : [gap]),
    `${node} ${nodes[index]?.id ?? ""}`,
    ...links,
  ]);
}

const node = (id: string, ...parents: readonly string[]): LaneNode => ({ id, parents });

/** The revisions of a graph, newest first; of `listed` only, with the parents among them. */
function nodesOf(
  headers: Parameters<typeof buildGraph>[0],
  listed: (id: string) => boolean = () => true,
): readonly LaneNode[] {
  const graph = buildGraph(headers);
  const order = newestFirst(graph, new Set(graph.ids)).filter(listed);
  return order.map((id) => node(id, ...revisionOf(graph, id).downRevisions.filter(listed)));
}

function edgesOf(nodes: readonly LaneNode[]): readonly string[] {
  return nodes.flatMap(({ id, parents }) => parents.map((parent) => `${id}>${parent}`)).sort();
}

describe("drawLanes", () => {
  it("draws a line of revisions as one lane", () => {
    expect(drawn([node("c", "b"), node("b", "a"), node("a")])).toEqual(["* c", "* b", "* a"]);
  });

  it("draws branches and their merge", () => {
    const nodes = [node("m", "b", "c"), node("b", "a"), node("c", "a"), node("a")];
    expect(drawn(nodes)).toEqual(["* m", "|\\", "* | b", "| * c", "|/", "* a"]);
  });

  it("keeps one lane for all that go back to the same parent", () => {
    const nodes = [node("d", "a"), node("c", "a"), node("b", "a"), node("a")];
    expect(drawn(nodes)).toEqual(["* d", "| * c", "|/", "| * b", "|/", "* a"]);
  });

  it("leaves a line between trees that have nothing to do with each other", () => {
    expect(drawn([node("b"), node("a")])).toEqual(["* b", "", "* a"]);
  });

  it("crosses the lanes between", () => {
    const nodes = [node("e", "a"), node("d", "b"), node("c", "a", "b"), node("b"), node("a")];
    expect(drawn(nodes)).toEqual(["* e", "| * d", "| | * c", "| |/|", "|_|/", "| * b", "* a"]);
  });
});

describe("laws of drawings, on random graphs", () => {
  it("who walks along the lines from each revision comes to exactly its parents", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        const nodes = nodesOf(headers);
        expect(readLanes(drawn(nodes))).toEqual(edgesOf(nodes));
      }),
      { numRuns: 1000 },
    );
  });

  it("also where parents are not listed, and where merges have many", () => {
    const many = fc.array(fc.uniqueArray(fc.nat(14), { maxLength: 5 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(many, fc.nat(), (backs, seed) => {
        const nodes = backs.map((back, index) =>
          node(
            `n${index}`,
            ...back
              .map((steps) => index + 1 + steps)
              .filter((to) => to < backs.length)
              .map((to) => `n${to}`),
          ),
        );
        const kept = nodes.filter((_, index) => (index * 7919 + seed) % 5 !== 0);
        const ids = new Set(kept.map(({ id }) => id));
        const listed = kept.map(({ id, parents }) =>
          node(id, ...parents.filter((parent) => ids.has(parent))),
        );
        expect(readLanes(drawn(listed))).toEqual(edgesOf(listed));
      }),
      { numRuns: 1000 },
    );
  });

  it("the same revisions are drawn the same", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        expect(drawn(nodesOf(headers))).toEqual(drawn(nodesOf(headers)));
      }),
    );
  });

  it("no line is wider than what is awaited", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        const nodes = nodesOf(headers);
        const awaited = new Set<string>();
        for (const [index, lines] of drawLanes(nodes).entries()) {
          const { id = "", parents = [] } = nodes[index] ?? {};
          awaited.add(id);
          expect(lines.node.length).toBe(2 * awaited.size - 1);
          awaited.delete(id);
          for (const parent of parents) awaited.add(parent);
        }
      }),
    );
  });

  it("a history of thousands is not wider for it", () => {
    const long = Array.from({ length: 10_000 }, (_, at) => node(`n${at}`, ...(at < 9999 ? ["n9999"] : [])));
    expect(Math.max(...drawLanes(long).map((lines) => lines.node.length))).toBe(3);
  });
});
