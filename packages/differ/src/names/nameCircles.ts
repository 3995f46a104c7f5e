import { groupBy } from "../groups.ts";

/** The names that a rename takes from and gives to, as keys. */
export interface Names {
  readonly from: string;
  readonly to: string;
}

/** Renames without which the others can run one after the other, each when the name that it gives is free. */
export function circling<T>(renames: readonly T[], namesOf: (rename: T) => Names): readonly T[] {
  const byName = groupBy(renames, (one) => namesOf(one).from);
  const taken = new Set<T>();
  const next = (one: T): readonly T[] =>
    (byName.get(namesOf(one).to) ?? []).filter((other) => other !== one && !taken.has(other));
  for (const rename of renames) {
    const reached = new Set(next(rename));
    for (const one of reached) for (const other of next(one)) reached.add(other);
    if (reached.has(rename)) taken.add(rename);
  }
  return [...taken];
}

/** The renames, none of which stand in a circle, each behind the one that gives up the name that it gives. */
export function freedFirst<T>(renames: readonly T[], namesOf: (rename: T) => Names): readonly T[] {
  const byName = groupBy(renames, (one) => namesOf(one).from);
  const placed = new Set<T>();
  const place = (rename: T): void => {
    if (placed.has(rename)) return;
    for (const other of byName.get(namesOf(rename).to) ?? []) if (other !== rename) place(other);
    placed.add(rename);
  };
  renames.forEach(place);
  return [...placed];
}
