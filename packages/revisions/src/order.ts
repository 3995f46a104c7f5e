import { revisionOf, type Graph } from "./graph.ts";
import { inOrder } from "./walk.ts";

/** A place in the list of lines that are still being walked down. Its number never changes; smaller ones come first. */
interface Line {
  readonly number: number;
  at: string;
  before: Line | undefined;
  after: Line | undefined;
}

/**
 * Orders revisions newest first: none before a revision that needs it. Of the orders that this leaves open it is the one
 * that follows a line of development down as far as it goes before it turns to the next; where several lines could be
 * begun, the order of the headers decides. `ids` must hold whatever lies between two of its members.
 */
export function newestFirst(graph: Graph, ids: ReadonlySet<string>): readonly string[] {
  const waiting = new Map([...ids].map((id) => [id, countIn(ids, revisionOf(graph, id).neededBy)]));
  const tips = inOrder(
    graph,
    [...ids].filter((id) => waiting.get(id) === 0),
  );
  const lines = openLines(tips);
  const order: string[] = [];
  const emit = (id: string): readonly string[] => {
    order.push(id);
    const next = revisionOf(graph, id).needs.filter((need) => waiting.has(need));
    waiting.delete(id);
    for (const need of next) waiting.set(need, (waiting.get(need) ?? 0) - 1);
    return next;
  };
  for (let line = lines.first(); line !== undefined;) {
    if (waiting.get(line.at) === 0) line = lines.replace(line, emit(line.at));
    else line = lines.firstOf(unwalkedAbove(graph, line.at, waiting));
  }
  return order;
}

/** Everything still waiting that needs `id`. */
function unwalkedAbove(graph: Graph, id: string, waiting: ReadonlyMap<string, number>): ReadonlySet<string> {
  const above = new Set([id]);
  for (const one of above) {
    for (const by of revisionOf(graph, one).neededBy) {
      if (waiting.has(by)) above.add(by);
    }
  }
  above.delete(id);
  return above;
}

function openLines(tips: readonly string[]) {
  const byId = new Map<string, Line>();
  let first: Line | undefined;
  let last: Line | undefined;

  const open = (at: string): void => {
    const line: Line = { number: (last?.number ?? 0) + 1, at, before: last, after: undefined };
    if (last === undefined) first = line;
    else last.after = line;
    last = line;
    byId.set(at, line);
  };
  const close = (line: Line): Line | undefined => {
    if (line.before === undefined) first = line.after;
    else line.before.after = line.after;
    if (line.after === undefined) last = line.before;
    else line.after.before = line.before;
    return line.before ?? first;
  };
  tips.forEach(open);

  return {
    first: (): Line | undefined => first,
    /** The first of the lines that stand at one of `ids`. */
    firstOf: (ids: ReadonlySet<string>): Line | undefined =>
      [...ids]
        .flatMap((id) => byId.get(id) ?? [])
        .reduce<Line | undefined>(
          (least, line) => (least && least.number < line.number ? least : line),
          undefined,
        ),
    /** Goes on from a line whose revision is done: down to the first of `next`, with new lines for the others. */
    replace: (line: Line, next: readonly string[]): Line | undefined => {
      byId.delete(line.at);
      const [down, ...others] = next.filter((id) => !byId.has(id));
      if (down === undefined) return close(line);
      line.at = down;
      byId.set(down, line);
      others.forEach(open);
      return line;
    },
  };
}

function countIn(ids: ReadonlySet<string>, some: readonly string[]): number {
  return some.reduce((count, id) => (ids.has(id) ? count + 1 : count), 0);
}
