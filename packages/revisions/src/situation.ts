import { buildGraph, type Graph } from "./graph.ts";
import { isEndOf } from "./replaced.ts";
import { rowChange, type Step } from "./step.ts";

/** How a database goes through a graph in which revisions replace others. */
export interface Situation {
  /** Holds the replaced revisions, and not the one that replaces them, where the database has only a part of them. */
  readonly graph: Graph;
  /** The version rows, as the graph calls them. */
  readonly rows: readonly string[];
  /** What first has to be done to the rows that the database holds: they are called otherwise now. Nothing is run for it. */
  readonly brought: readonly Step[];
  /** The revision of whose replaced ones the database has a part. */
  readonly partly?: string;
}

/** Where a database with these rows is. A row that no file has stays as it is, and so does one whose files are gone. */
export function situationOf(graph: Graph, current: readonly string[]): Situation {
  const inner = current.find((row) => isInner(graph, row));
  if (inner === undefined) return applied(graph, current);
  const squash = graph.replaced.get(inner) ?? inner;
  const without = graphWithout(graph, squash);
  if (without === undefined) return { graph, rows: current, brought: [] };
  return { partly: squash, ...situationOf(without, current) };
}

/** Whether a revision is replaced, and a database that is there has not got all that is replaced with it. */
export function isInner({ replaced, headers }: Graph, id: string): boolean {
  const by = replaced.get(id);
  return by !== undefined && !isEndOf(headers, id, by);
}

function applied(graph: Graph, current: readonly string[]): Situation {
  const called = (row: string): string => graph.replaced.get(row) ?? row;
  const brought = current
    .filter((row) => graph.replaced.has(row))
    .map((row): Step => {
      const revision = called(row);
      const come = current.includes(revision) ? [] : [revision];
      return { direction: "stamp", revision, rows: rowChange([row], come) };
    });
  return { graph, rows: [...new Set(current.map(called))], brought };
}

/** The graph as it was before `squash` came; absent where files of what it replaces are gone. */
function graphWithout(graph: Graph, squash: string): Graph | undefined {
  const replaces = graph.headers.get(squash)?.replaces ?? [];
  const others = [...graph.headers.values()].filter(({ revision }) => revision !== squash);
  const there = new Set(others.flatMap((header) => [header.revision, ...(header.replaces ?? [])]));
  const end = replaces.at(-1);
  if (end === undefined || replaces.some((id) => !there.has(id))) return undefined;
  const named = (ids: readonly string[]): readonly string[] => ids.map((id) => (id === squash ? end : id));
  return buildGraph(
    others.map((header) => ({
      ...header,
      downRevisions: named(header.downRevisions),
      dependsOn: named(header.dependsOn),
    })),
  );
}
