import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { pairBench, type PairBench, readPairs, tryPair } from "./testing/pairs.ts";

const pairs = readPairs();

/** Each run takes a tenth of the pairs: `LIMBECK_TENTH` says which, and `npm run pairs` takes all. */
const tenth = Number(process.env["LIMBECK_TENTH"] ?? 0);
const chosen = pairs.filter((_, at) => at % 10 === tenth);

/** What does not load, or holds what a Schema does not describe, is no test; most must be one. */
const tried: string[] = [];

let bench: PairBench;
beforeAll(async () => {
  bench = await pairBench();
});
afterAll(() => bench.drop());

describe(`pairs of schemas from the tests of other tools, tenth ${tenth}`, () => {
  it("are there", () => {
    expect(pairs.length).toBeGreaterThan(900);
    expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
  });

  it.each(chosen)("$name", async (pair) => {
    for (const outcome of await tryPair(bench, pair)) {
      if (outcome.kind === "failed") throw new Error(outcome.words);
      if (outcome.kind === "equal") tried.push(pair.name);
    }
  });

  it("are mostly such that they can be tried", () => {
    expect(tried.length).toBeGreaterThan(chosen.length / 2);
  });
});
