import { type Graph, newestFirst, revisionOf } from "@limbeck/revisions";

/** The revisions, each behind all that it needs, and each line to its end before the next one. */
export function lineByLine(graph: Graph, ids: ReadonlySet<string>): readonly string[] {
  const oldestFirst = newestFirst(graph, ids).toReversed();
  const done = new Set<string>();
  const isReady = (id: string): boolean =>
    ids.has(id) &&
    !done.has(id) &&
    revisionOf(graph, id).needs.every((need) => !ids.has(need) || done.has(need));
  for (const start of oldestFirst) {
    let at: string | undefined = isReady(start) ? start : undefined;
    while (at !== undefined) {
      done.add(at);
      at = revisionOf(graph, at).neededBy.find(isReady);
    }
  }
  return [...done];
}
