/** What a revision needs, before revisions are linked. */
export type NeedsOf = (id: string) => readonly string[];

/** Ids such that each stands behind all it needs. What takes part in a cycle, or stands behind one, is left out. */
export function topological(ids: readonly string[], needsOf: NeedsOf): readonly string[] {
  const waiting = new Map(ids.map((id) => [id, needsOf(id).length]));
  const neededBy = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const id of ids) for (const need of needsOf(id)) neededBy.get(need)?.push(id);
  const ready = ids.filter((id) => waiting.get(id) === 0);
  for (const id of ready) {
    for (const next of neededBy.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return ready;
}

/** For each id the length of the longest way down to one that needs nothing. `needsOf` must be free of cycles. */
export function depthsOf(ids: readonly string[], needsOf: NeedsOf): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const id of topological(ids, needsOf)) {
    depths.set(
      id,
      needsOf(id).reduce((deepest, need) => Math.max(deepest, (depths.get(need) ?? 0) + 1), 0),
    );
  }
  return depths;
}
