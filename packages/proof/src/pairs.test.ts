import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { postgresMajors } from "@limbeck/testkit";

import { foundPairs, pairBench, type PairBench, readPairs } from "./testing/pairs.ts";
import { isInTenth, tenth } from "./testing/tenth.ts";
import { tryPair } from "./testing/pairTrial.ts";

/* Each run takes a tenth of the pairs, and a tenth of those found in the server's words; `npm run pairs` (`-- --words`) takes all. */

const pairs = readPairs();
const chosen = pairs.filter(isInTenth);

/** The major that a pair needs, where that is not the oldest. */
const NEEDS: Readonly<Record<string, number>> = {
  "found: switchesOfViewsSaid": 15,
  "found: ownedSequencesOfUnloggedTablesUnderViews": 15,
  "found: partsOfKeyWithoutOverlaps": 18,
  "found: boundsMoveUnderExclusions": 18,
  "found: tableIsAttachedUnderAnExclusion": 17,
};

it("there are pairs, and each has a name of its own", () => {
  expect(pairs.length).toBeGreaterThan(900);
  expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
});

describe.each(postgresMajors())(`LIMBECK_TENTH=${tenth} of the pairs, on PostgreSQL %i`, (major) => {
  let bench: PairBench;
  let equal = 0;
  beforeAll(async () => {
    bench = await pairBench({ major });
  });
  afterAll(() => bench.drop());

  it.each(chosen)("$name", async (pair) => {
    const outcomes = await tryPair(bench, pair);
    expect(outcomes.flatMap((outcome) => (outcome.kind === "failed" ? [outcome.words] : []))).toEqual([]);
    equal += outcomes.filter(({ kind }) => kind === "equal").length;
  });

  const found = foundPairs().filter(({ name }) => (NEEDS[name] ?? 0) <= major);
  const bothEqual = [{ kind: "equal" }, { kind: "equal" }];
  it.each(found)("$name", async (pair) => {
    expect(await tryPair(bench, pair)).toEqual(bothEqual);
  });

  it.each(found.filter(isInTenth))("$name, in the server's words", async (pair) => {
    expect(await tryPair(bench, pair, { words: true })).toEqual(bothEqual);
  });

  it("has few gaps: a pair that differs in what a Schema does not describe is no test", () => {
    expect(equal).toBeGreaterThan(chosen.length * 2 * 0.7);
  });
});
