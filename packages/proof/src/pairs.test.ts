import { execFileSync } from "node:child_process";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { postgresMajors } from "@limbeck/testkit";

import { PAIR_EXCEPTIONS } from "./testing/pairExceptions.ts";
import { pairBench, type PairBench, PAIRS, readPairs, tryPair } from "./testing/pairs.ts";

/**
 * Each run takes a tenth of the pairs, that of the day of the last commit: `LIMBECK_TENTH=3` says another, and
 * `npm run pairs` takes all.
 */
const tenth = Number(process.env["LIMBECK_TENTH"] ?? dayOfCommit() % 10);

/** Days from 1970 to the last commit; 0 where there is no history, as in an archive. */
function dayOfCommit(): number {
  try {
    const seconds = execFileSync("git", ["log", "-1", "--format=%ct"], {
      cwd: PAIRS,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Math.floor(Number(seconds) / 86_400);
  } catch {
    return 0;
  }
}

const pairs = readPairs();
const chosen = pairs.filter((_, at) => at % 10 === tenth);

it("there are pairs, and each has a name of its own", () => {
  expect(pairs.length).toBeGreaterThan(900);
  expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
});

describe.each(postgresMajors())(`LIMBECK_TENTH=${tenth} of the pairs, on PostgreSQL %i`, (major) => {
  let bench: PairBench;
  let tried = 0;
  beforeAll(async () => {
    bench = await pairBench(major);
  });
  afterAll(() => bench.drop());

  it.each(chosen)("$name", async (pair) => {
    const outcomes = await tryPair(bench, pair);
    const failed = outcomes.flatMap((outcome) => (outcome.kind === "failed" ? [outcome.words] : []));
    const exception = PAIR_EXCEPTIONS[pair.name];
    if (exception === undefined) expect(failed).toEqual([]);
    else expect(failed.join("\n")).toMatch(exception.words);
    if (outcomes.some(({ kind }) => kind !== "skipped")) tried += 1;
  });

  it("has enough that can be tried: what does not load, or what a Schema does not describe, is no test", () => {
    expect(tried).toBeGreaterThan(chosen.length / 3);
  });
});
