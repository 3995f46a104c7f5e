import { revisionOf, type Graph } from "./graph.ts";
import type { Revision } from "./revision.ts";

/** Which edges a walk follows. */
export type Follow = (revision: Revision) => readonly string[];

/** `ids` and all that can be reached from them, nearest first; each edge is looked at once. */
export function reach(graph: Graph, ids: Iterable<string>, follow: Follow): ReadonlySet<string> {
  const reached = new Set(ids);
  // A Set hands out what is added while it is walked.
  for (const id of reached) {
    for (const next of follow(revisionOf(graph, id))) reached.add(next);
  }
  return reached;
}

/** `ids` and all that must be applied before them. */
export function ancestors(graph: Graph, ids: Iterable<string>): ReadonlySet<string> {
  return reach(graph, ids, (revision) => revision.needs);
}

/** `ids` and all that cannot be applied without them. */
export function descendants(graph: Graph, ids: Iterable<string>): ReadonlySet<string> {
  return reach(graph, ids, (revision) => revision.neededBy);
}

/** `id`, its ancestors and its descendants, by parents alone: the line on which `id` stands. */
export function lineage(graph: Graph, id: string): ReadonlySet<string> {
  const below = reach(graph, [id], (revision) => revision.downRevisions);
  const above = reach(graph, [id], (revision) => revision.children);
  return new Set([...below, ...above]);
}

/** `ids` in the order of the headers. */
export function inOrder(graph: Graph, ids: Iterable<string>): readonly string[] {
  return [...ids].sort((a, b) => revisionOf(graph, a).position - revisionOf(graph, b).position);
}
