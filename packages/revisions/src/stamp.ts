import { revisionOf, type Graph } from "./graph.ts";
import { resolveBranch } from "./name.ts";
import { distinctLines } from "./range.ts";
import { resolve, resolveAll } from "./resolve.ts";
import { knownRows } from "./rows.ts";
import { rowChange, type Step } from "./step.ts";
import { parseSymbol } from "./symbol.ts";
import { ancestors, descendants, lineage } from "./walk.ts";

/** How to stamp. */
export interface StampOptions {
  /** Whether all rows go first, also those that no revision of the graph stands for. */
  readonly purge?: boolean;
}

/**
 * The steps that set the version rows to `targets` (symbols) without running anything. The targets take the place of the
 * rows on their lines and of those that they need or that need them; rows elsewhere stay. `base` clears all rows,
 * `label@base` those of the branch. A target that is a row already makes no step.
 *
 * Throws what `resolve` throws, and exit 3: `revisions-overlap` (two targets on one line) and, without `purge`,
 * `database-revision-unknown`.
 */
export function planStamp(
  graph: Graph,
  current: readonly string[],
  targets: string | readonly string[],
  { purge = false }: StampOptions = {},
): readonly Step[] {
  const symbols = typeof targets === "string" ? [targets] : targets;
  const called = (row: string): string => graph.replaced.get(row) ?? row;
  const known = current.map(called).filter((row) => graph.revisions.has(row));
  // Rows of replaced revisions are as good as any: a stamp says where the database is, whatever they said.
  if (!purge) knownRows(graph, current.map(called));
  const rows = [...new Set(current)];
  const wanted = distinctLines(graph, resolveAll({ graph, current: known }, symbols));
  const come = withoutImplied(graph, wanted);
  const goes = purge ? () => true : replacedBy(graph, known, symbols, come);
  const held = new Set(rows);
  const kept = new Set(come);
  const gone = rows.filter((row) => !kept.has(row) && goes(called(row)));
  return stampSteps(
    gone,
    come.filter((id) => !held.has(id)),
  );
}

function stampSteps(gone: readonly string[], come: readonly string[]): readonly Step[] {
  const [first, ...others] = come;
  if (first === undefined) return gone.map((row) => stampStep(row, [row], []));
  return [stampStep(first, gone, [first]), ...others.map((id) => stampStep(id, [], [id]))];
}

function stampStep(revision: string, gone: readonly string[], come: readonly string[]): Step {
  return { direction: "stamp", revision, rows: rowChange(gone, come) };
}

// A target that another target depends on has no row of its own.
function withoutImplied(graph: Graph, wanted: readonly string[]): readonly string[] {
  const implied = ancestors(
    graph,
    wanted.flatMap((id) => revisionOf(graph, id).needs),
  );
  return wanted.filter((id) => !implied.has(id));
}

function replacedBy(
  graph: Graph,
  known: readonly string[],
  symbols: readonly string[],
  come: readonly string[],
): (row: string) => boolean {
  const related = [ancestors(graph, come), descendants(graph, come)];
  for (const symbol of symbols) {
    if (resolve({ graph, current: known }, symbol).length > 0) continue;
    const { branch } = parseSymbol(symbol);
    if (branch === undefined) return () => true;
    const carrier = resolveBranch(graph, branch);
    related.push(lineage(graph, carrier), descendants(graph, [carrier]));
  }
  return (row) => related.some((ids) => ids.has(row));
}
