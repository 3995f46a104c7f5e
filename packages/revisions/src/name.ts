import {
  ambiguousRevision,
  currentUnknown,
  notInBranch,
  revisionReplaced,
  severalHeads,
  unknownBranch,
  unknownRevision,
} from "./errors.ts";
import type { Graph } from "./graph.ts";
import { effectiveHeads, heads } from "./heads.ts";
import { nearestName } from "./nearest.ts";
import { idsWithPrefix } from "./prefix.ts";
import { knownRows } from "./rows.ts";
import { isInner } from "./situation.ts";
import type { RevisionName, RevisionSymbol } from "./symbol.ts";
import { lineage } from "./walk.ts";

/** Where a symbol is looked up. */
export interface Position {
  readonly graph: Graph;
  /** The version rows. Absent: no database was asked; then `-N` counts from the heads, `+N` from base, and `current` is an error. */
  readonly current?: readonly string[];
  /** Whether a relative step past an end stays at the end instead of being an error (as a listing wants it). */
  readonly clamp?: boolean;
}

/** The revision that a branch is called after: the carrier of a label, or any revision of the branch by id or prefix. */
export function resolveBranch(graph: Graph, branch: string): string {
  const exact = exactly(graph, branch);
  if (exact !== undefined) return exact;
  const [only, ...others] = idsWithPrefix(graph.ids, branch);
  if (only === undefined)
    throw unknownBranch(branch, nearestName(branch, [...graph.labels.keys(), ...graph.ids]));
  if (others.length > 0) throw ambiguousRevision(branch, [only, ...others]);
  return only;
}

/** The line that the symbol's branch stands on; `undefined` if the symbol has no branch. */
export function lineOf(graph: Graph, symbol: { readonly branch?: string }): ReadonlySet<string> | undefined {
  return symbol.branch === undefined ? undefined : lineage(graph, resolveBranch(graph, symbol.branch));
}

/** What a name stands for, inside the symbol's branch if it has one. None: base. */
export function resolveName(
  position: Position,
  name: RevisionName,
  symbol: RevisionSymbol,
): readonly string[] {
  const { graph } = position;
  const line = lineOf(graph, symbol);
  const within = (ids: readonly string[]): readonly string[] => ids.filter((id) => line?.has(id) ?? true);
  switch (name.kind) {
    case "base":
      return [];
    case "heads":
      return within(effectiveHeads(graph));
    case "head":
      return atMostOneHead(within(heads(graph)), symbol);
    case "current":
      if (position.current === undefined) throw currentUnknown(symbol.text);
      return within(knownRows(graph, position.current));
    case "revision":
      return [identify(graph, name.id, line, symbol.branch)];
  }
}

function atMostOneHead(found: readonly string[], symbol: RevisionSymbol): readonly string[] {
  if (found.length > 1) throw severalHeads(symbol.text, found);
  return found;
}

function identify(
  graph: Graph,
  name: string,
  line: ReadonlySet<string> | undefined,
  branch: string | undefined,
): string {
  const exact = exactly(graph, name);
  if (exact !== undefined) {
    if (line !== undefined && !line.has(exact)) throw notInBranch(exact, branch ?? "");
    return exact;
  }
  const candidates = idsWithPrefix(graph.ids, name).filter((id) => line?.has(id) ?? true);
  const [only, ...others] = candidates;
  const replaced = only === undefined ? replacedWithPrefix(graph, name, line) : undefined;
  if (replaced !== undefined) return replaced;
  if (only === undefined) throw unknownRevision(name, branch, nearestName(name, namesIn(graph, line)));
  if (others.length > 0) throw ambiguousRevision(name, candidates);
  return only;
}

function replacedWithPrefix(
  graph: Graph,
  prefix: string,
  line: ReadonlySet<string> | undefined,
): string | undefined {
  const [id, ...others] = [...graph.replaced.keys()].filter((one) => one.startsWith(prefix));
  const found = id === undefined || others.length > 0 ? undefined : standIn(graph, id);
  return found === undefined || (line?.has(found) ?? true) ? found : undefined;
}

/** All that could have been meant, what is easiest to remember first. */
function namesIn(graph: Graph, line: ReadonlySet<string> | undefined): readonly string[] {
  const within = (id: string): boolean => line?.has(id) ?? true;
  const labels = [...graph.labels].flatMap(([label, id]) => (within(id) ? label : []));
  return [...labels, "head", "heads", "base", "current", ...graph.ids.filter(within)];
}

function exactly(graph: Graph, name: string): string | undefined {
  if (graph.revisions.has(name)) return name;
  return graph.labels.get(name) ?? standIn(graph, name);
}

/** What stands for a replaced revision, where that comes to the same: at its end. Errors: `revision-replaced`. */
function standIn(graph: Graph, id: string): string | undefined {
  if (isInner(graph, id)) throw revisionReplaced(id, graph.replaced.get(id) ?? "");
  return graph.replaced.get(id);
}
