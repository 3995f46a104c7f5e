import { distance } from "fastest-levenshtein";

/**
 * The name that somebody who wrote `written` most likely meant; absent: none is near. The first of those that are equally
 * near. The beginning of an id counts as the id.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const meant = written.toLowerCase();
  let nearest: string | undefined;
  let best = allowed(meant) + 1;
  for (const name of names) {
    const steps = stepsTo(meant, name.toLowerCase());
    if (steps < best) [nearest, best] = [name, steps];
  }
  return nearest;
}

/** One letter in four of the beginning of a longer name may be wrong; else every short name is near to many. */
function stepsTo(meant: string, name: string): number {
  const whole = distance(meant, name);
  if (name.length <= meant.length || meant.length < 4) return whole;
  const begun = distance(meant, name.slice(0, meant.length));
  return begun * 4 <= meant.length ? Math.min(whole, begun) : whole;
}

/** Up to three letters may be wrong; two that changed places count as two. */
function allowed(meant: string): number {
  return meant.length < 3 ? 0 : Math.min(3, Math.floor(meant.length / 2));
}
