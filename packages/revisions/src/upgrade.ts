import { isLimbeckError } from "@limbeck/model";
import { targetNotAbove } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { newestFirst } from "./order.ts";
import { distinctLines } from "./range.ts";
import { resolveAll } from "./resolve.ts";
import { followRows, knownRows, partlyApplied } from "./rows.ts";
import { type Situation, situationOf } from "./situation.ts";
import type { Step } from "./step.ts";
import { ancestors, descendants } from "./walk.ts";

/**
 * The steps that apply `targets` (symbols) and all they need to a database with these version rows, oldest first; none if
 * they are applied already. The rows after the steps are the effective heads of what is applied then.
 *
 * Throws what `resolve` throws, and exit 3: `database-revision-unknown`, `revisions-overlap` (two targets on one line),
 * `target-not-above` if the database has gone past every target, and `squash-partly-applied` if it has a part of what another
 * revision replaces and the way leads out of that.
 */
export function planUpgrade(
  graph: Graph,
  current: readonly string[],
  targets: string | readonly string[],
): readonly Step[] {
  const symbols = typeof targets === "string" ? [targets] : targets;
  const at = situationOf(graph, current);
  if (at.partly === undefined) return [...at.brought, ...stepsUp(at.graph, at.rows, symbols)];
  return withinRange(graph, at, at.partly, () => stepsUp(at.graph, at.rows, symbols));
}

/**
 * Steps of the replaced revisions, for a database that has a part of them; behind their end it goes on once it is there.
 * Errors: `squash-partly-applied`.
 */
function withinRange(
  graph: Graph,
  at: Situation,
  squash: string,
  plan: () => readonly Step[],
): readonly Step[] {
  const refused = partlyApplied(graph, squash, at.rows);
  const end = graph.headers.get(squash)?.replaces?.at(-1) ?? "";
  const behind = descendants(at.graph, revisionOf(at.graph, end).children);
  let steps: readonly Step[];
  try {
    steps = plan();
  } catch (error) {
    // The revision that replaces them is none of this graph.
    if (isLimbeckError(error) && error.code === "revision-unknown") throw refused;
    throw error;
  }
  if (steps.some(({ revision }) => behind.has(revision))) throw refused;
  return [...at.brought, ...steps];
}

function stepsUp(graph: Graph, current: readonly string[], symbols: readonly string[]): readonly Step[] {
  const rows = knownRows(graph, current);
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
