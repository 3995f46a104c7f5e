import { nameKey, type QualifiedName } from "@limbeck/model";

/**
 * The item that a number stands for. Each item draws a lot from the number and its own key and the highest wins, so a choice stays
 * what it was when other items come and go: a changed schema differs from its neighbour only where it was changed.
 */
export function pick<T>(seed: number, items: readonly T[], keyOf: (item: T) => string): T | undefined {
  return pickSome(seed, 1, items, keyOf)[0];
}

/** As many different items as asked for, or all. */
export function pickSome<T>(
  seed: number,
  count: number,
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const lots = items.map((item) => ({ item, lot: lotOf(`${seed} ${keyOf(item)}`) }));
  return lots
    .sort((a, b) => b.lot - a.lot)
    .slice(0, count)
    .map(({ item }) => item);
}

/** The item at a number, whatever its size; for lists that do not change. */
export function at<T>(seed: number, items: readonly T[]): T | undefined {
  return items[seed % items.length];
}

export const byName = (item: { readonly name: string }): string => item.name;
export const byQualifiedName = (item: QualifiedName): string => nameKey(item);

/** FNV-1a, with the bits stirred once more so that the ends of texts count as much as their beginnings. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The first of each slot. */
export function distinct<T extends { readonly slot: number }>(list: readonly T[]): readonly T[] {
  return list.filter((item, at) => list.findIndex(({ slot }) => slot === item.slot) === at);
}
