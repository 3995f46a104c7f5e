import {
  ancestors,
  type Graph,
  newestFirst,
  parseRange,
  resolveOne,
  revisionOf,
  revisionsBetween,
} from "@limbeck/revisions";

import { squashNeedsRange, squashNeedsSeveral, squashOpen } from "../../squashErrors.ts";
import { type Place } from "../place.ts";

/** Revisions that one can stand for: one way leads in, one way leads out. */
export interface SquashRange {
  /** Full ids, oldest first: the first one is needed by all others, the last one needs them all. */
  readonly order: readonly [string, ...string[]];
  readonly place: Place;
}

/**
 * The revisions from A to B of `A:B`, both among them. Errors: `squash-needs-range` (2), `squash-needs-several`, `squash-open` (3) where
 * another line comes in or leaves between the two, and those of names.
 */
export function squashRange(graph: Graph, text: string): SquashRange {
  const ids = idsOf(graph, text);
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw squashNeedsSeveral(text, ids);
  const within = new Set(ids);
  for (const id of ids) holdClosed(graph, id, within, { first, last: ids.at(-1) ?? first });
  return { order: [first, ...ids.slice(1)], place: placeOf(graph, ids, within) };
}

function idsOf(graph: Graph, text: string): readonly string[] {
  const range = parseRange(text);
  if (range === undefined) throw squashNeedsRange(text);
  const { lower = "base", upper = "head" } = range;
  const last = resolveOne({ graph }, upper);
  if (last === undefined) return [];
  const first = resolveOne({ graph }, lower);
  const found =
    first === undefined
      ? newestFirst(graph, new Set(ancestors(graph, [last])))
      : revisionsBetween({ graph }, [last], [first], { inclusive: true });
  return found.toReversed();
}

interface Ends {
  readonly first: string;
  readonly last: string;
}

function holdClosed(graph: Graph, id: string, within: ReadonlySet<string>, { first, last }: Ends): void {
  const { downRevisions, children } = revisionOf(graph, id);
  const outside = (ids: readonly string[]): string | undefined => ids.find((one) => !within.has(one));
  const from = outside(downRevisions);
  if (id !== first && (from !== undefined || downRevisions.length === 0)) throw squashOpen("in", id, from);
  const to = outside(children);
  if (id !== last && to !== undefined) throw squashOpen("out", id, to);
}

function placeOf(graph: Graph, ids: readonly string[], within: ReadonlySet<string>): Place {
  const revisions = ids.map((id) => revisionOf(graph, id));
  const dependsOn = revisions.flatMap(({ dependencies }) => dependencies);
  return {
    parents: revisions[0]?.downRevisions ?? [],
    branchLabels: revisions.flatMap(({ branchLabels }) => branchLabels),
    dependsOn: [...new Set(dependsOn)].filter((id) => !within.has(id)),
    replaces: [...new Set(revisions.flatMap(({ replaces = [], revision }) => [...replaces, revision]))],
  };
}
