import fc from "fast-check";

/** Something on the one side, on the other, or on both: the same, or changed. */
export interface Sides<T> {
  readonly a?: T;
  readonly b?: T;
}

export type Side = keyof Sides<unknown>;

/** Mostly the same on both sides; else added, removed, or changed in some of its members. What `keep` names does not change. */
export function sides<T extends object>(
  item: fc.Arbitrary<T>,
  keep: readonly (keyof T)[] = [],
): fc.Arbitrary<Sides<T>> {
  const changed = fc
    .tuple(item, item, fc.nat({ max: 2 ** 16 }))
    .map(([a, other, mask]) => ({ a, b: mix(a, other, mask, keep) }));
  return fc.oneof(
    { weight: 6, arbitrary: item.map((same) => ({ a: same, b: same })) },
    { weight: 2, arbitrary: item.map((a) => ({ a })) },
    { weight: 2, arbitrary: item.map((b) => ({ b })) },
    { weight: 5, arbitrary: changed },
  );
}

/** The one with the members of the other that the bits of the mask choose. */
function mix<T extends object>(item: T, other: T, mask: number, keep: readonly (keyof T)[]): T {
  const chosen = Object.keys(item).filter((_, bit) => (mask >> bit) % 2 === 1);
  const kept = new Set<PropertyKey>(keep);
  const changes = chosen
    .filter((key) => !kept.has(key))
    .map((key) => [key, Reflect.get(other, key)] as const);
  return { ...item, ...Object.fromEntries(changes) };
}

export function listOf<T>(
  item: fc.Arbitrary<Sides<T>>,
  maxLength: number,
): fc.Arbitrary<readonly Sides<T>[]> {
  return fc.array(item, { maxLength });
}

/** One side of a list. */
export function sideOf<T>(list: readonly Sides<T>[], side: Side): readonly T[] {
  return list.flatMap((item) => {
    const value = item[side];
    return value === undefined ? [] : [value];
  });
}
