/** From each id to the ids that it names. */
export type References = ReadonlyMap<string, readonly string[]>;

/** What an id names; nothing for an id that is not there. */
export function referencesIn(references: References): (id: string) => readonly string[] {
  return (id) => references.get(id) ?? [];
}

/** What an id names in `first`, then what it names in `second`, each once. */
export function union(first: References, second: References): References {
  const ids = new Set([...first.keys(), ...second.keys()]);
  return new Map(
    [...ids].map((id) => [id, [...new Set([...(first.get(id) ?? []), ...(second.get(id) ?? [])])]]),
  );
}

/** From each id to those that name it, in the order of `references`. */
export function invert(references: References): References {
  const inverted = new Map<string, string[]>();
  for (const [id, names] of references) {
    for (const name of new Set(names)) {
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
