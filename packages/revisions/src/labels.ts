import { type Graph, revisionOf } from "./graph.ts";
import { isMergePoint } from "./heads.ts";
import type { Revision } from "./revision.ts";

type Labels = readonly string[];

/**
 * The labels to name each revision by, in the order of the labels; revisions without any are left out. They reach as far as
 * `labelScope` says, but not past a merge with another line: what is merged is on no branch of its own.
 */
export function labelsByRevision(graph: Graph): ReadonlyMap<string, Labels> {
  const oldestFirst = [...graph.revisions.values()].sort((a, b) => a.depth - b.depth);
  const above = fromBelow(oldestFirst);
  const below = fromAbove(graph, oldestFirst.reverse());
  const all = [...graph.revisions.values()].map((revision) => {
    const inherited = union(above.get(revision.revision) ?? [], below.get(revision.revision) ?? []);
    return [revision.revision, sorted(graph, union(inherited, revision.branchLabels))] as const;
  });
  return new Map(all.filter(([, labels]) => labels.length > 0));
}

/** What each revision has of its parents: of several only what all of them have. */
function fromBelow(oldestFirst: readonly Revision[]): ReadonlyMap<string, Labels> {
  const found = new Map<string, Labels>();
  const handedOn = new Map<string, Labels>();
  for (const { revision, downRevisions, branchLabels } of oldestFirst) {
    const [first = [], ...others] = downRevisions.map((parent) => handedOn.get(parent) ?? []);
    const shared = others.reduce((labels, other) => intersection(labels, other), first);
    found.set(revision, shared);
    handedOn.set(revision, union(shared, branchLabels));
  }
  return found;
}

/** What each revision has of its child, down to the point where lines meet. */
function fromAbove(graph: Graph, newestFirst: readonly Revision[]): ReadonlyMap<string, Labels> {
  const found = new Map<string, Labels>();
  for (const revision of newestFirst) {
    const [child] = revision.children;
    if (child === undefined || revision.neededBy.length > 1 || isMergePoint(revision)) continue;
    const above = revisionOf(graph, child);
    if (!isMergePoint(above)) found.set(revision.revision, union(above.branchLabels, found.get(child) ?? []));
  }
  return found;
}

// The lists are shared along a line: a long history with a label at its base holds one list, not thousands.
function union(some: Labels, others: Labels): Labels {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...new Set([...some, ...others])];
}

function intersection(some: Labels, others: Labels): Labels {
  const set = new Set(others);
  return some.filter((label) => set.has(label));
}

function sorted(graph: Graph, labels: Labels): Labels {
  if (labels.length < 2) return labels;
  const place = (label: string): number => revisionOf(graph, graph.labels.get(label) ?? "").position;
  return [...labels].sort((a, b) => place(a) - place(b));
}
