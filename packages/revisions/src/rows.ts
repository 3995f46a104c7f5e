import { type LimbeckError } from "@limbeck/model";
import { squashPartlyApplied, unknownDatabaseRevisions } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { isInner } from "./situation.ts";
import { rowChange, type RowChange } from "./step.ts";
import { ancestors } from "./walk.ts";

/** Version rows while steps are planned: says what each step does to them, and keeps count. */
export interface VersionRows {
  apply(id: string): RowChange;
  remove(id: string): RowChange;
}

/**
 * The rows of a database as the graph calls them, each once. Errors: `database-revision-unknown` if the graph lacks one of them,
 * `squash-partly-applied` if one has a part only of what another replaces.
 */
export function knownRows(graph: Graph, current: readonly string[]): readonly string[] {
  const unknown = current.filter((row) => !graph.revisions.has(row) && !graph.replaced.has(row));
  if (unknown.length > 0) throw unknownDatabaseRevisions(unknown);
  const inner = current.filter((row) => isInner(graph, row));
  if (inner.length > 0) throw partlyApplied(graph, graph.replaced.get(inner[0] ?? "") ?? "", inner);
  return [...new Set(current.map((row) => graph.replaced.get(row) ?? row))];
}

export function partlyApplied(graph: Graph, squash: string, rows: readonly string[]): LimbeckError {
  const end = graph.headers.get(squash)?.replaces?.at(-1);
  return squashPartlyApplied(squash, rows, end !== undefined && graph.headers.has(end) ? end : undefined);
}

/**
 * Follows the rows through steps that are planned in order. A row is an applied revision that no other applied revision
 * needs; counting for each applied revision how many need it answers every step by its own edges, however long the history.
 * A row that is redundant from the start (someone wrote it by hand) stays until its revision is removed.
 */
export function followRows(graph: Graph, start: readonly string[]): VersionRows {
  const rows = new Set(start);
  const needed = countNeeds(graph, ancestors(graph, start));
  const needs = (id: string): readonly string[] => revisionOf(graph, id).needs;

  return {
    apply: (id) => {
      const merged = needs(id).filter((need) => rows.has(need) && !needed.has(need));
      for (const need of needs(id)) needed.set(need, (needed.get(need) ?? 0) + 1);
      for (const need of merged) rows.delete(need);
      rows.add(id);
      return rowChange(merged, [id]);
    },
    remove: (id) => {
      for (const need of needs(id)) release(needed, need);
      const bared = needs(id).filter((need) => !needed.has(need) && !rows.has(need));
      const gone = rows.delete(id) ? [id] : [];
      for (const need of bared) rows.add(need);
      return rowChange(gone, bared);
    },
  };
}

function countNeeds(graph: Graph, applied: ReadonlySet<string>): Map<string, number> {
  const needed = new Map<string, number>();
  for (const id of applied) {
    for (const need of revisionOf(graph, id).needs) needed.set(need, (needed.get(need) ?? 0) + 1);
  }
  return needed;
}

function release(needed: Map<string, number>, id: string): void {
  const left = (needed.get(id) ?? 0) - 1;
  if (left > 0) needed.set(id, left);
  else needed.delete(id);
}
