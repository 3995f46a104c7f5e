import { targetNotAbove } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { newestFirst } from "./order.ts";
import { distinctLines } from "./range.ts";
import { resolveAll } from "./resolve.ts";
import { followRows, knownRows } from "./rows.ts";
import type { Step } from "./step.ts";
import { ancestors } from "./walk.ts";

/**
 * The steps that apply `targets` (symbols) and all they need to a database with these version rows, oldest first; none if
 * they are applied already. The rows after the steps are the effective heads of what is applied then.
 *
 * Throws what `resolve` throws, and exit 3: `database-revision-unknown`, `revisions-overlap` (two targets on one line), and
 * `target-not-above` if the database has gone past every target.
 */
export function planUpgrade(
  graph: Graph,
  current: readonly string[],
  targets: string | readonly string[],
): readonly Step[] {
  const rows = knownRows(graph, current);
  const symbols = typeof targets === "string" ? [targets] : targets;
  const upper = distinctLines(graph, resolveAll({ graph, current: rows }, symbols));
  const applied = ancestors(graph, rows);
  const missing = [...ancestors(graph, upper)].filter((id) => !applied.has(id));
  if (missing.length === 0 && isPast(graph, rows, applied, upper)) throw targetNotAbove(symbols, rows);
  const following = followRows(graph, rows);
  const order = newestFirst(graph, new Set(missing)).toReversed();
  return order.map((revision) => ({ direction: "upgrade", revision, rows: following.apply(revision) }));
}

// A target that is applied because another branch depends on it is reached, not passed: passed is what has an applied child.
function isPast(
  graph: Graph,
  rows: readonly string[],
  applied: ReadonlySet<string>,
  upper: readonly string[],
): boolean {
  if (upper.length === 0) return rows.length > 0;
  return upper.every((id) => revisionOf(graph, id).children.some((child) => applied.has(child)));
}
