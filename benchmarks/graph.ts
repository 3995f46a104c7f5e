import {
  buildGraph,
  heads,
  history,
  planDowngrade,
  planUpgrade,
  type RevisionHeader,
  revisionOf,
} from "../packages/revisions/src/index.ts";
import { cpuClock, fastestOf, inTurn, type Times } from "./lib/inTurn.ts";
import { branches, line } from "./lib/revisionGraph.ts";

const SMALL = 1000;
const LARGE = 10_000;

/**
 * What is asked of a graph of 1,000 and of 10,000 revisions. Ten times as many should take as much longer as the floor does: a
 * Map of all ids, where each parent is looked up once. That is more than ten times as long, once it has outgrown the cache.
 */
export async function benchmark(runs: number): Promise<void> {
  for (const [name, headers] of Object.entries({ line, branches })) {
    console.log(`\ngraph: ${name}; ${SMALL} and ${LARGE} revisions`);
    tellGrowth(
      await inTurn(jobs(headers(SMALL)), runs, cpuClock),
      await inTurn(jobs(headers(LARGE)), runs, cpuClock),
    );
  }
}

function jobs(headers: readonly RevisionHeader[]): Readonly<Record<string, () => unknown>> {
  const graph = buildGraph(headers);
  const top = heads(graph);
  const before = top.flatMap((id) => revisionOf(graph, id).downRevisions);
  return {
    "floor: a Map, each parent found": () => findParents(headers),
    build: () => buildGraph(headers),
    heads: () => heads(graph),
    "upgrade from base to heads": () => planUpgrade(graph, [], ["heads"]),
    "downgrade from heads to base": () => planDowngrade(graph, top, "base"),
    "the last step": () => planUpgrade(graph, before, ["heads"]),
    "history, all of it": () => history({ graph }),
  };
}

function findParents(headers: readonly RevisionHeader[]): boolean {
  const byId = new Map(headers.map((header) => [header.revision, header]));
  return headers.every(({ downRevisions }) => downRevisions.every((id) => byId.has(id)));
}

/** Of the fastest runs, counted in what they compute: what the machine does beside hits long jobs more than short ones. */
function tellGrowth(small: Times, large: Times): void {
  for (const name of small.keys()) {
    const [few, many] = [fastestOf(small, name), fastestOf(large, name)];
    console.log(
      `  ${name.padEnd(34)} ${few.toFixed(2).padStart(8)} ms ${many.toFixed(1).padStart(8)} ms ${(many / few).toFixed(1).padStart(6)} ×`,
    );
  }
}
