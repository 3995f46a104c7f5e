import { notAnAncestor, overlappingRevisions } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { labelScope } from "./label.ts";
import { resolveBranch, type Position } from "./name.ts";
import { newestFirst } from "./order.ts";
import { resolveAll } from "./resolve.ts";
import { parseSymbol } from "./symbol.ts";
import { ancestors, descendants, reach } from "./walk.ts";

/** The ends of a listing, as symbols; an absent end is `heads` or `base`. */
export interface Range {
  readonly lower?: string;
  readonly upper?: string;
}

/**
 * The revisions of a range, newest first, both ends included: what `history` lists. With a lower end only its descendants
 * are listed; `label@base` as the lower end lists that branch, with whatever its revisions depend on.
 * Relative steps past an end stop there. Throws what `resolve` throws, `revisions-overlap`, and `revision-not-an-ancestor` if
 * the lower end does not lie below the upper one.
 */
export function history(position: Position, range: Range = {}): readonly string[] {
  return revisionsBetween({ ...position, clamp: true }, [range.upper ?? "heads"], [range.lower ?? "base"], {
    inclusive: true,
  });
}

/** As `history`, for several symbols at each end, with or without the lower end itself, and without clamping. */
export function revisionsBetween(
  position: Position,
  uppers: readonly string[],
  lowers: readonly string[],
  { inclusive }: { readonly inclusive: boolean },
): readonly string[] {
  const { graph } = position;
  const lower = distinctLines(graph, resolveAll(position, lowers));
  const upper = distinctLines(graph, inBranchesOf(graph, resolveAll(position, uppers), lowers));
  const reached = ancestors(graph, upper);
  const outside = lower.find((id) => !reached.has(id));
  if (outside !== undefined) throw notAnAncestor(outside, upper);
  if (lower.length === 0) return newestFirst(graph, reached);
  const below = ancestors(graph, lower);
  const between = [...descendants(graph, lower)].filter((id) => reached.has(id));
  const above = reach(graph, lower, (revision) => revision.children);
  const ends = new Set(lower);
  const listed = (id: string): boolean => (ends.has(id) ? inclusive : above.has(id) && !below.has(id));
  return newestFirst(graph, new Set(between)).filter(listed);
}

/** `ids`, unless one of them is an ancestor of another by parents: naming both says the same line twice. */
export function distinctLines(graph: Graph, ids: readonly string[]): readonly string[] {
  const parents = ids.flatMap((id) => revisionOf(graph, id).downRevisions);
  const below = reach(graph, parents, (revision) => revision.downRevisions);
  const lower = ids.find((id) => below.has(id));
  if (lower === undefined) return ids;
  const above = reach(graph, [lower], (revision) => revision.children);
  throw overlappingRevisions(lower, ids.find((id) => id !== lower && above.has(id)) ?? lower);
}

// `history -r label@base:heads` is about the branch: heads elsewhere are not meant.
function inBranchesOf(graph: Graph, upper: readonly string[], lowers: readonly string[]): readonly string[] {
  const branches = lowers.flatMap((lower) => parseSymbol(lower).branch ?? []);
  if (branches.length === 0) return upper;
  const scopes = branches.map((branch) => scopeOf(graph, branch));
  return upper.filter((id) => scopes.some((scope) => scope.has(id)));
}

function scopeOf(graph: Graph, branch: string): ReadonlySet<string> {
  if (graph.labels.has(branch)) return labelScope(graph, branch);
  return reach(graph, [resolveBranch(graph, branch)], (revision) => revision.children);
}
