/** From each id to the ids that it names. */
export type References = ReadonlyMap<string, readonly string[]>;

const NONE: readonly string[] = [];

/** What an id names; nothing for an id that is not there. */
export function referencesIn(references: References): (id: string) => readonly string[] {
  return (id) => references.get(id) ?? NONE;
}

/** Whether no id names any other. */
export function isEmpty(references: References): boolean {
  for (const names of references.values()) if (names.length > 0) return false;
  return true;
}

/** What an id names in `first`, then what it names in `second`, each once. */
export function union(first: References, second: References): References {
  const ids = new Set([...first.keys(), ...second.keys()]);
  return new Map([...ids].map((id) => [id, distinct(first.get(id) ?? NONE, second.get(id) ?? NONE)]));
}

/** Nearly every revision has one parent and no dependency; for thousands of them a set each is most of the work. */
function distinct(first: readonly string[], second: readonly string[]): readonly string[] {
  if (second.length === 0 && first.length < 2) return first;
  return [...new Set([...first, ...second])];
}

/** From each id to those that name it, in the order of `references`. */
export function invert(references: References): References {
  const inverted = new Map<string, string[]>();
  for (const [id, names] of references) {
    for (const name of names.length < 2 ? names : new Set(names)) {
      const known = inverted.get(name);
      if (known === undefined) inverted.set(name, [id]);
      else known.push(id);
    }
  }
  return inverted;
}

/** The references for which `keep` says so. */
export function keepReferences(
  references: References,
  keep: (from: string, to: string) => boolean,
): References {
  return new Map([...references].map(([id, names]) => [id, names.filter((name) => keep(id, name))]));
}
