import { targetNotBelow } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { bases } from "./heads.ts";
import { lineOf } from "./name.ts";
import { newestFirst } from "./order.ts";
import { currentStart } from "./relative.ts";
import { resolveOne } from "./resolve.ts";
import { followRows, knownRows } from "./rows.ts";
import { situationOf } from "./situation.ts";
import type { Step } from "./step.ts";
import { parseSymbol, type RevisionSymbol } from "./symbol.ts";
import { ancestors, descendants, lineage } from "./walk.ts";

/**
 * The steps that take a database with these version rows back to `target` (a symbol), newest first: every applied child of
 * the target and all that needs it. `base` removes everything; `label@base`, `label@REV` and `label@-N` only what stands
 * on that branch, with what depends on it; `-N` only the branch of the one row.
 *
 * Throws what `resolve` throws, and exit 3: `database-revision-unknown`, and `target-not-below` if the target has nothing
 * applied above it and is no row itself.
 */
export function planDowngrade(all: Graph, current: readonly string[], target: string): readonly Step[] {
  const { graph, rows: known, brought } = situationOf(all, current);
  const rows = knownRows(graph, known);
  const symbol = parseSymbol(target);
  const place = resolveOne({ graph, current: rows }, target);
  const line = branchOf(graph, rows, symbol);
  const above = place === undefined ? bases(graph) : revisionOf(graph, place).children;
  const roots = above.filter((id) => line?.has(id) ?? true);
  const order = appliedAbove(graph, rows, roots);
  if (order.length === 0 && place !== undefined && !rows.includes(place)) throw targetNotBelow(target, rows);
  return [...brought, ...stepsDown(graph, rows, order)];
}

/** The steps that take back one applied revision and what needs it, newest first, and leave all else. Errors: `database-revision-unknown`. */
export function planTakingBack(all: Graph, current: readonly string[], revision: string): readonly Step[] {
  const { graph, rows: known, brought } = situationOf(all, current);
  const rows = knownRows(graph, known);
  return [...brought, ...stepsDown(graph, rows, appliedAbove(graph, rows, [revision]))];
}

function stepsDown(graph: Graph, rows: readonly string[], order: readonly string[]): readonly Step[] {
  const following = followRows(graph, rows);
  return order.map((revision) => ({ direction: "downgrade", revision, rows: following.remove(revision) }));
}

/** The applied ones of `roots` and all that needs them, newest first: what goes when `roots` must go. */
export function appliedAbove(
  graph: Graph,
  rows: readonly string[],
  roots: readonly string[],
): readonly string[] {
  const applied = ancestors(graph, rows);
  const above = descendants(graph, roots);
  return newestFirst(graph, new Set([...applied].filter((id) => above.has(id))));
}

// `-1` from a row below which history forks means the fork on which the row stands, as if the branch had been named.
function branchOf(
  graph: Graph,
  rows: readonly string[],
  symbol: RevisionSymbol,
): ReadonlySet<string> | undefined {
  if (symbol.branch !== undefined || symbol.kind === "named" || symbol.from !== undefined) {
    return lineOf(graph, symbol);
  }
  const start = currentStart(graph, rows, symbol);
  return start === undefined ? undefined : lineage(graph, start);
}
