import { dependencyCycle, dependencySelfLoop, revisionCycle, revisionSelfLoop } from "./fault.ts";
import type { RevisionHeader } from "./header.ts";
import { isEmpty, type References } from "./references.ts";
import { topological, type NeedsOf } from "./topological.ts";

type Headers = ReadonlyMap<string, RevisionHeader>;

/** `revision-self-loop` or `revision-cycle` if a revision is its own ancestor by `downRevision` alone. */
export function checkParentCycles(byId: Headers): void {
  for (const header of byId.values()) {
    if (header.downRevisions.includes(header.revision)) throw revisionSelfLoop(header);
  }
  const needsOf: NeedsOf = (id) => byId.get(id)?.downRevisions ?? [];
  const cycle = findCycle([...byId.keys()], needsOf);
  if (cycle.length > 0) throw revisionCycle(headersOf(byId, cycle));
}

/** `dependency-self-loop` or `dependency-cycle` if dependencies close a circle that parents alone do not. */
export function checkDependencyCycles(byId: Headers, named: References): void {
  if (isEmpty(named)) return;
  for (const header of byId.values()) {
    if (named.get(header.revision)?.includes(header.revision) === true) throw dependencySelfLoop(header);
  }
  const needsOf: NeedsOf = (id) => [...(byId.get(id)?.downRevisions ?? []), ...(named.get(id) ?? [])];
  const cycle = findCycle([...byId.keys()], needsOf);
  if (cycle.length > 0) throw dependencyCycle(headersOf(byId, cycle));
}

// Whatever a topological order cannot reach needs something else that it cannot reach: following that leads into a cycle.
function findCycle(ids: readonly string[], needsOf: NeedsOf): readonly string[] {
  const order = topological(ids, needsOf);
  if (order.length === ids.length) return [];
  const reached = new Set(order);
  const trail = new Set<string>();
  let at = ids.find((id) => !reached.has(id));
  while (at !== undefined && !trail.has(at)) {
    trail.add(at);
    at = needsOf(at).find((need) => !reached.has(need));
  }
  const visited = [...trail];
  return at === undefined ? visited : visited.slice(visited.indexOf(at));
}

function headersOf(byId: Headers, ids: readonly string[]): readonly RevisionHeader[] {
  return ids.flatMap((id) => byId.get(id) ?? []);
}
