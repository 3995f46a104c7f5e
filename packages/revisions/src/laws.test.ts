import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isLimbeckError } from "@limbeck/model";

import { planDowngrade } from "./downgrade.ts";
import { buildGraph, type Graph } from "./graph.ts";
import { effectiveHeads } from "./heads.ts";
import { newestFirst } from "./order.ts";
import { history } from "./range.ts";
import { resolve } from "./resolve.ts";
import { followRows } from "./rows.ts";
import { planStamp } from "./stamp.ts";
import { applyRowChange, type Step } from "./step.ts";
import { arbitraryHeaders } from "./testing/arbitraryGraph.ts";
import { planUpgrade } from "./upgrade.ts";

const arbitraryGraph = fc.tuple(arbitraryHeaders).map(([headers]) => buildGraph(headers));

/** A walk over a graph: where to go next, as a number that picks a revision, and how. */
const arbitraryMoves = fc.array(
  fc.record({ up: fc.boolean(), pick: fc.nat(), form: fc.constantFrom("id", "all", "branch", "step") }),
  { minLength: 1, maxLength: 15 },
);

/** What is applied, kept by the dullest means there are: a set, and a look at every revision. */
function rowsByDefinition(graph: Graph, applied: ReadonlySet<string>): readonly string[] {
  const revisions = [...graph.revisions.values()].filter((revision) => applied.has(revision.revision));
  // Whatever a chain of parents and dependencies leads to is no head; dependsOn as it was written, nothing normalised.
  const below = new Map(
    revisions.map((revision) => [
      revision.revision,
      [...revision.downRevisions, ...revision.dependsOn.flatMap((name) => graph.labels.get(name) ?? name)],
    ]),
  );
  const needed = new Set([...below.values()].flat());
  return revisions.map((revision) => revision.revision).filter((id) => !needed.has(id));
}

function applySteps(applied: ReadonlySet<string>, steps: readonly Step[]): ReadonlySet<string> {
  const after = new Set(applied);
  for (const step of steps) {
    if (step.direction === "upgrade") after.add(step.revision);
    else after.delete(step.revision);
  }
  return after;
}

function rowsAfter(rows: readonly string[], steps: readonly Step[]): readonly string[] {
  return steps.reduce((before, step) => applyRowChange(before, step.rows), rows);
}

function planOrNothing(plan: () => readonly Step[]): readonly Step[] {
  try {
    return plan();
  } catch (error) {
    if (isLimbeckError(error) && error.exit === 3) return [];
    throw error;
  }
}

function targetOf(graph: Graph, { up, pick, form }: { up: boolean; pick: number; form: string }): string {
  const id = graph.ids[pick % graph.ids.length] ?? "";
  if (form === "all") return up ? "heads" : "base";
  if (form === "branch") return up ? `${id}@heads` : `${id}@base`;
  if (form === "step") return `${id}@${up ? "+1" : "-1"}`;
  return id;
}

/** Takes the moves one after the other, and shows each plan to `see` before it is carried out. */
function walk(
  graph: Graph,
  moves: readonly { up: boolean; pick: number; form: string }[],
  see: (rows: readonly string[], applied: ReadonlySet<string>, steps: readonly Step[]) => void,
): void {
  let rows: readonly string[] = [];
  let applied: ReadonlySet<string> = new Set();
  for (const move of moves) {
    const target = targetOf(graph, move);
    const plan = move.up ? planUpgrade : planDowngrade;
    const steps = planOrNothing(() => plan(graph, rows, target));
    see(rows, applied, steps);
    rows = rowsAfter(rows, steps);
    applied = applySteps(applied, steps);
  }
}

describe("laws of steps on random graphs", () => {
  it("rows are exactly the effective heads of what is applied, after every single step", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryMoves, (graph, moves) => {
        walk(graph, moves, (rows, applied, steps) => {
          steps.forEach((_, index) => {
            const done = steps.slice(0, index + 1);
            const expected = rowsByDefinition(graph, applySteps(applied, done));
            expect(rowsAfter(rows, done).toSorted()).toEqual(expected.toSorted());
          });
        });
      }),
    );
  });

  it("every delete and update hits one row, and no row is written twice", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryMoves, (graph, moves) => {
        walk(graph, moves, (rows, _, steps) => {
          const held = new Set(rows);
          for (const { rows: change } of steps) {
            for (const row of change.delete) expect(held.delete(row)).toBe(true);
            for (const [from, to] of change.update) {
              expect(held.delete(from)).toBe(true);
              expect(held.has(to)).toBe(false);
              held.add(to);
            }
            for (const row of change.insert) {
              expect(held.has(row)).toBe(false);
              held.add(row);
            }
          }
        });
      }),
    );
  });

  it("an upgrade runs no revision before its ancestors, and a downgrade none after them", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryMoves, (graph, moves) => {
        walk(graph, moves, (_, applied, steps) => {
          let now = applied;
          for (const step of steps) {
            const needs = needsByDefinition(graph, step.revision);
            const without = step.direction === "upgrade" ? now : applySteps(now, [step]);
            now = applySteps(now, [step]);
            for (const id of without)
              expect(needsByDefinition(graph, id).every((need) => without.has(need))).toBe(true);
            if (step.direction === "upgrade") expect(needs.filter((need) => !without.has(need))).toEqual([]);
          }
        });
      }),
    );
  });

  it("a downgrade of all that an upgrade did returns the same rows", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.nat(), (graph, pick) => {
        const target = graph.ids[pick % graph.ids.length] ?? "";
        const up = planUpgrade(graph, [], target);
        const down = planDowngrade(graph, rowsAfter([], up), "base");
        expect(rowsAfter(rowsAfter([], up), down)).toEqual([]);
        expect(down.map((step) => step.revision).toSorted()).toEqual(
          up.map((step) => step.revision).toSorted(),
        );
      }),
    );
  });

  it("a step up and the step down undo each other's rows, wherever the walk is", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        let rows: readonly string[] = [];
        for (const step of planUpgrade(graph, [], "heads")) {
          const after = applyRowChange(rows, step.rows);
          const back = planDowngrade(graph, after, "base").find((one) => one.revision === step.revision);
          const undone = applyRowChange(after, removal(graph, after, step.revision));
          expect(undone.toSorted()).toEqual(rows.toSorted());
          expect(back).toBeDefined();
          rows = after;
        }
        expect(rows.toSorted()).toEqual(effectiveHeads(graph).toSorted());
      }),
    );
  });
});

describe("laws of resolution on random graphs", () => {
  it("a second resolution gives the same answer", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryMoves, (graph, moves) => {
        for (const move of moves) {
          const target = targetOf(graph, { ...move, form: move.form === "step" ? "id" : move.form });
          const once = resolve({ graph }, target);
          expect(once.flatMap((id) => resolve({ graph }, id))).toEqual(once);
        }
      }),
    );
  });

  it("plans and listings are the same on each run", () => {
    fc.assert(
      fc.property(arbitraryHeaders, (headers) => {
        const [one, other] = [buildGraph(headers), buildGraph(structuredClone(headers))];
        expect(planUpgrade(one, [], "heads")).toEqual(planUpgrade(other, [], "heads"));
        expect(history({ graph: one })).toEqual(history({ graph: other }));
      }),
    );
  });

  it("history lists every revision once, none before one that needs it", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const listed = history({ graph });
        expect(listed.toSorted()).toEqual(graph.ids);
        const place = new Map(listed.map((id, index) => [id, index]));
        for (const id of listed) {
          for (const need of needsByDefinition(graph, id)) {
            expect(place.get(need)).toBeGreaterThan(place.get(id) ?? Infinity);
          }
        }
      }),
    );
  });

  it("every part of a history has its own order, for any convex part", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.nat(), (graph, pick) => {
        const id = graph.ids[pick % graph.ids.length] ?? "";
        const above = history({ graph }, { lower: id });
        expect(newestFirst(graph, new Set(above)).toSorted()).toEqual(above.toSorted());
        expect(above.at(-1)).toBe(id);
      }),
    );
  });

  it("a stamp of what an upgrade reached changes nothing, and purge leaves the targets alone", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const rows = rowsAfter([], planUpgrade(graph, [], "heads"));
        expect(planStamp(graph, rows, "heads")).toEqual([]);
        const purged = rowsAfter(["gone"], planStamp(graph, ["gone"], "heads", { purge: true }));
        expect(purged.toSorted()).toEqual(rows.toSorted());
      }),
    );
  });
});

function needsByDefinition(graph: Graph, id: string): readonly string[] {
  const revision = graph.revisions.get(id);
  if (revision === undefined) return [];
  return [...revision.downRevisions, ...revision.dependsOn.map((name) => graph.labels.get(name) ?? name)];
}

function removal(graph: Graph, rows: readonly string[], id: string): Step["rows"] {
  return followRows(graph, rows).remove(id);
}
