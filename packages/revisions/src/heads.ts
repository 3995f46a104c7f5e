import type { Graph } from "./graph.ts";
import type { Revision } from "./revision.ts";
import { inOrder } from "./walk.ts";

/** The revisions without a child: one for each line of development. In the order of the headers, as are all below. */
export function heads(graph: Graph): readonly string[] {
  return idsWhere(graph, (revision) => revision.children.length === 0);
}

/** The heads that nothing depends on either: applying these applies everything. */
export function effectiveHeads(graph: Graph): readonly string[] {
  return idsWhere(graph, (revision) => revision.neededBy.length === 0);
}

/** The revisions without a parent. */
export function bases(graph: Graph): readonly string[] {
  return idsWhere(graph, (revision) => revision.downRevisions.length === 0);
}

/** The bases that depend on nothing either: what can be applied to an empty database. */
export function effectiveBases(graph: Graph): readonly string[] {
  return idsWhere(graph, (revision) => revision.needs.length === 0);
}

/** The revisions with several children. */
export function branchPoints(graph: Graph): readonly string[] {
  return idsWhere(graph, isBranchPoint);
}

/** The revisions with several parents. */
export function mergePoints(graph: Graph): readonly string[] {
  return idsWhere(graph, isMergePoint);
}

export function isBranchPoint(revision: Revision): boolean {
  return revision.children.length > 1;
}

export function isMergePoint(revision: Revision): boolean {
  return revision.downRevisions.length > 1;
}

/**
 * Those of `ids` that no other of them needs directly, in the order of the headers. Where `ids` are the revisions that are
 * applied, these are the version rows.
 */
export function effectiveHeadsOf(graph: Graph, ids: ReadonlySet<string>): readonly string[] {
  const free = [...ids].filter((id) => !(graph.revisions.get(id)?.neededBy ?? []).some((by) => ids.has(by)));
  return inOrder(graph, free);
}

function idsWhere(graph: Graph, holds: (revision: Revision) => boolean): readonly string[] {
  return [...graph.revisions.values()].filter(holds).map((revision) => revision.revision);
}
