import { unknownBranch } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { isMergePoint } from "./heads.ts";
import { reach } from "./walk.ts";

/**
 * The revisions that a branch label covers: the one that carries it, all descendants by parents, and the ancestors back to
 * (not including) the previous branch point or merge point. A revision that others depend on counts as a branch point.
 * `branch-unknown` if no revision carries the label.
 */
export function labelScope(graph: Graph, label: string): ReadonlySet<string> {
  const carrier = graph.labels.get(label);
  if (carrier === undefined) throw unknownBranch(label);
  const scope = new Set(reach(graph, [carrier], (revision) => revision.children));
  let below = onlyParent(graph, carrier);
  while (below !== undefined && revisionOf(graph, below).neededBy.length === 1) {
    if (isMergePoint(revisionOf(graph, below))) break;
    scope.add(below);
    below = onlyParent(graph, below);
  }
  return scope;
}

function onlyParent(graph: Graph, id: string): string | undefined {
  const [parent, ...others] = revisionOf(graph, id).downRevisions;
  return others.length === 0 ? parent : undefined;
}
