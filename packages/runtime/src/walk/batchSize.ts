/** What a batch was, and how long it took. */
export interface Batch {
  /** How many rows it was to have, and how many it had. */
  readonly size: number;
  readonly rows: number;
  /** In milliseconds. */
  readonly duration: number;
}

const LARGEST = 100_000;

/**
 * How many rows the next batch is to have, so that it takes `target` milliseconds: never more than twice as many or less than half as
 * many, because one batch may be an exception. A target of 0 keeps the size.
 */
export function sizeAfter({ size, rows, duration }: Batch, target: number): number {
  if (target === 0) return size;
  const factor = Math.min(2, Math.max(0.5, target / Math.max(duration, 1)));
  // The rows at the end of a table say little.
  if (rows < size && factor > 1) return size;
  return Math.min(LARGEST, Math.max(1, Math.round(size * factor)));
}
