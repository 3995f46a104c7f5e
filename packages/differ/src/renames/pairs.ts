import { type Rename } from "./rename.ts";

/** Two things of one kind in one place, of which one goes and the other comes. */
export interface Pair {
  readonly rename: Rename;
  /** How alike they are beside their names, from 0 to 1. */
  readonly likeness: () => number;
}

/** What could be compared for one kind of thing. */
export interface Kind<T> {
  readonly rename: (from: T, to: T) => Rename;
  readonly likeness: (from: T, to: T) => number;
  /** Whether the one can become the other at all. Absent: yes. */
  readonly fits?: (from: T, to: T) => boolean;
}

/** So many on each side are paired; beyond that, somebody has changed everything. */
const MOST = 200;

/** What goes of one side with each that comes of the other, as long as the one can become the other. */
export function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
  { rename, likeness, fits = () => true }: Kind<T>,
): readonly Pair[] {
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
  const gone = before.filter((item) => !now.has(key(item))).slice(0, MOST);
  const fresh = after.filter((item) => !old.has(key(item))).slice(0, MOST);
  return gone.flatMap((from) =>
    fresh
      .filter((to) => fits(from, to))
      .map((to) => ({ rename: rename(from, to), likeness: () => likeness(from, to) })),
  );
}
