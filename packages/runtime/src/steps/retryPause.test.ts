import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { retryPause } from "./retryPause.ts";

const LEAST = 1 - Number.EPSILON;

it("grows by twice, up to half a minute, less a random part of up to half", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 40, 2000].map((retry) => retryPause(retry, undefined, 0));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  const shortest = [1, 2, 3, 6].map((retry) => retryPause(retry, undefined, LEAST));
  expect(shortest).toEqual([500, 1000, 2000, 15_000]);
});

it("stays within its bounds, whatever the dice say", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (retry, first, random) => {
        const longest = Math.min(first * 2 ** (retry - 1), 30_000);
        const pause = retryPause(retry, first, random);
        expect(pause).toBeGreaterThanOrEqual(Math.floor(longest / 2));
        expect(pause).toBeLessThanOrEqual(longest);
      },
    ),
  );
});

it("is another each time", () => {
  expect(new Set(Array.from({ length: 50 }, () => retryPause(6))).size).toBeGreaterThan(20);
});
