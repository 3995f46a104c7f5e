import { relativeStepAmbiguous, relativeStepTooFar, severalRevisions } from "./errors.ts";
import { revisionOf, type Graph } from "./graph.ts";
import { bases, effectiveHeads, effectiveHeadsOf } from "./heads.ts";
import { lineOf, resolveName, type Position } from "./name.ts";
import { knownRows } from "./rows.ts";
import type { RelativeSymbol } from "./symbol.ts";
import { ancestors } from "./walk.ts";

/** A place to count from or to arrive at; `undefined` is base. */
type Place = string | undefined;

/** What a relative symbol names: its starting place, and as many steps along parents or children as it says. */
export function resolveRelative(position: Position, symbol: RelativeSymbol): readonly string[] {
  const found = startsOf(position, symbol).map((start) => walk(position, symbol, start));
  return [...new Set(found.flatMap((place) => place ?? []))];
}

/**
 * Where a symbol like `-1` or `label@-1` starts in a database with these rows: at the one row (of the branch) or, where the
 * branch has no row of its own because another branch depends on it, at the newest applied revision of it.
 * `relative-step-ambiguous` if there are several.
 */
export function currentStart(graph: Graph, rows: readonly string[], symbol: RelativeSymbol): Place {
  const starts = rowsWithin(graph, rows, lineOf(graph, symbol));
  if (starts.length > 1) throw relativeStepAmbiguous(symbol.text, starts);
  return starts[0];
}

function startsOf(position: Position, symbol: RelativeSymbol): readonly Place[] {
  const { graph, current } = position;
  if (symbol.from !== undefined) {
    const found = resolveName(position, symbol.from, symbol);
    if (found.length > 1) throw severalRevisions(symbol.text, found);
    return [found[0]];
  }
  if (current !== undefined) return [currentStart(graph, knownRows(graph, current), symbol)];
  if (symbol.steps > 0) return [undefined];
  const line = lineOf(graph, symbol);
  return effectiveHeads(graph).filter((head) => line?.has(head) ?? true);
}

function rowsWithin(
  graph: Graph,
  rows: readonly string[],
  line: ReadonlySet<string> | undefined,
): readonly string[] {
  if (line === undefined) return rows;
  const own = rows.filter((row) => line.has(row));
  if (own.length > 0) return own;
  const applied = [...ancestors(graph, rows)].filter((id) => line.has(id));
  return effectiveHeadsOf(graph, new Set(applied));
}

function walk(position: Position, symbol: RelativeSymbol, start: Place): Place {
  const { graph, clamp } = position;
  const line = lineOf(graph, symbol);
  let place = start;
  for (let done = 0; done < Math.abs(symbol.steps); done += 1) {
    const next = symbol.steps > 0 ? above(graph, place, line) : below(graph, place);
    if (next.length > 1) throw relativeStepAmbiguous(symbol.text, next, place);
    if (next.length === 0 && clamp === true) return place;
    if (next.length === 0) throw relativeStepTooFar(symbol.text, done, place);
    place = next[0];
  }
  return place;
}

function above(graph: Graph, place: Place, line: ReadonlySet<string> | undefined): readonly string[] {
  const next = place === undefined ? bases(graph) : revisionOf(graph, place).children;
  return next.filter((id) => line?.has(id) ?? true);
}

function below(graph: Graph, place: Place): readonly Place[] {
  if (place === undefined) return [];
  const parents = revisionOf(graph, place).downRevisions;
  return parents.length === 0 ? [undefined] : parents;
}
