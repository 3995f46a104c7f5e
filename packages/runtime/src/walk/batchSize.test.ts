import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { sizeAfter } from "./batchSize.ts";

const full = (size: number, duration: number) => ({ size, rows: size, duration });

it("is what takes the target time", () => {
  expect(sizeAfter(full(1000, 400), 500)).toBe(1250);
  expect(sizeAfter(full(1000, 800), 500)).toBe(625);
  expect(sizeAfter(full(1000, 500), 500)).toBe(1000);
});

it("changes by half or twice at most, and not for the rows that are left at the end", () => {
  expect(sizeAfter(full(1000, 0), 500)).toBe(2000);
  expect(sizeAfter(full(1000, 60_000), 500)).toBe(500);
  expect(sizeAfter({ size: 1000, rows: 3, duration: 1 }, 500)).toBe(1000);
  expect(sizeAfter({ size: 1000, rows: 3, duration: 5000 }, 500)).toBe(500);
});

it("stays where nothing is aimed at", () => {
  expect(sizeAfter(full(7, 60_000), 0)).toBe(7);
});

it("ends where rows cost what they cost: within a tenth of the target, or at a limit", () => {
  const costs = fc.double({ min: 0.0001, max: 2000, noNaN: true });
  fc.assert(
    fc.property(costs, fc.integer({ min: 1, max: 100_000 }), (cost, first) => {
      let size = first;
      for (let at = 0; at < 40; at += 1) size = sizeAfter(full(size, size * cost), 500);
      const duration = size * cost;
      const fits = Math.abs(duration - 500) <= Math.max(50, cost);
      expect(fits || size === 1 || size === 100_000).toBe(true);
    }),
  );
});
