import { revisionOf, type Graph } from "./graph.ts";
import { openLines, type Line, type Lines } from "./lines.ts";
import { inOrder } from "./walk.ts";

/** A revision while it is being ordered. Joined by pointers, not ids, because the search below is all that takes time here. */
export interface Waiting {
  readonly id: string;
  readonly depth: number;
  readonly needs: Waiting[];
  readonly neededBy: Waiting[];
  done: boolean;
  /** How many of `neededBy` still wait; at 0 it is this one's turn. */
  blockers: number;
  /** The line that stands here. */
  line: Line | undefined;
  /** The last search that came by. */
  seen: number;
}

/**
 * Orders revisions newest first: none before a revision that needs it. Of the orders that this leaves open it is the one
 * that follows a line of development down as far as it goes before it turns to the next; where several lines could be
 * begun, the order of the headers decides. `ids` must hold whatever lies between two of its members.
 */
export function newestFirst(graph: Graph, ids: ReadonlySet<string>): readonly string[] {
  const lines = openLines(waitingOf(graph, ids).filter((node) => node.blockers === 0));
  const order: string[] = [];
  let searches = 0;
  let line = lines.first();
  while (line !== undefined) {
    const node = line.at;
    if (node.blockers > 0) {
      searches += 1;
      line = firstLineAbove(node, lines, searches);
      continue;
    }
    order.push(node.id);
    node.done = true;
    for (const need of node.needs) need.blockers -= 1;
    line = lines.descend(line);
  }
  return order;
}

function waitingOf(graph: Graph, ids: ReadonlySet<string>): readonly Waiting[] {
  const nodes = new Map<string, Waiting>();
  for (const id of inOrder(graph, ids)) {
    const { depth } = revisionOf(graph, id);
    nodes.set(id, { id, depth, needs: [], neededBy: [], done: false, blockers: 0, line: undefined, seen: 0 });
  }
  // Backwards, so that those whose turn comes first stand last in `neededBy`, where they are taken off.
  for (const node of [...nodes.values()].reverse()) {
    for (const id of revisionOf(graph, node.id).needs) {
      const need = nodes.get(id);
      if (need === undefined) continue;
      node.needs.push(need);
      need.neededBy.push(node);
      need.blockers += 1;
    }
  }
  return [...nodes.values()];
}

// First in turn first. Done ones are let go: a base with thousands of children is not gone through again for each of them.
function* waitingFor({ neededBy }: Waiting): Generator<Waiting> {
  while (neededBy.at(-1)?.done === true) neededBy.pop();
  for (let index = neededBy.length - 1; index >= 0; index -= 1) {
    const by = neededBy[index];
    if (by !== undefined && !by.done) yield by;
  }
}

// Of the lines that stand above a node, the first in the list. The search upwards ends at the first line of all that is deep
// enough to stand above the node: mostly that is the one, and the rest of what waits above is not looked at.
function firstLineAbove(node: Waiting, lines: Lines, search: number): Line | undefined {
  const best = lines.firstDeeperThan(node.depth);
  let found: Line | undefined;
  const above: Waiting[] = [node];
  for (let at = above.pop(); at !== undefined; at = above.pop()) {
    for (const by of waitingFor(at)) {
      if (by.seen === search) continue;
      by.seen = search;
      if (by.line !== undefined && by.line === best) return best;
      if (by.line !== undefined && (found === undefined || by.line.number < found.number)) found = by.line;
      above.push(by);
    }
  }
  return found;
}
