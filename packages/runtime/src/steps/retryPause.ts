const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * How long to wait before a retry, counted from 1, in milliseconds: each time twice as long as before, at most 30 s, less a random part of
 * up to half, so that those who wait for the same do not meet again. `random` is at least 0 and less than 1.
 */
export function retryPause(retry: number, first = FIRST_PAUSE, random = Math.random()): number {
  const longest = Math.min(first * 2 ** (retry - 1), LONGEST_PAUSE);
  return Math.round(longest * (1 - random / 2));
}
