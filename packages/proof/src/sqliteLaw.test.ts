import { describe, expect, it } from "@jest/globals";
import { sqliteSchemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { breaches, UNSOUND } from "./testing/sqlite/law.ts";
import { smallest } from "./testing/smallest.ts";
import { kindOf } from "./testing/trial.ts";

const PAIRS = Number(process.env["LIMBECK_PAIRS"] ?? 100);
const SEED = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);
const MINUTES = 60_000;

/** Ends at the first pair that breaks the law, with the smallest that does so in the same way. */
async function tryAll(pairs: number, byProgram: boolean): Promise<number> {
  let tried = 0;
  for (const pair of fc.sample(sqliteSchemaPairs, { numRuns: pairs, seed: SEED })) {
    const faults = await breaches(pair, { byProgram });
    if (faults.length > 0) throw new Error(await report(pair, faults, tried + 1));
    tried += 1;
  }
  return tried;
}

async function report(
  pair: Parameters<typeof breaches>[0],
  faults: readonly string[],
  number: number,
): Promise<string> {
  const kinds = new Set(faults.map(kindOf));
  const isSame = async (other: typeof pair): Promise<boolean> =>
    (await breaches(other, { byProgram: false })).some(
      (fault) => !fault.startsWith(UNSOUND) && kinds.has(kindOf(fault)),
    );
  const small = await smallest(pair, isSame, Date.now() + MINUTES);
  return [
    `LIMBECK_SEED=${SEED} LIMBECK_PAIRS=${number} brings it again. The smallest pair:`,
    ...small.map((side) => JSON.stringify(side)),
    ...(await breaches(small, { byProgram: false })),
    "The pair itself:",
    ...faults.slice(0, 20),
  ].join("\n");
}

describe(`any two schemas of SQLite, LIMBECK_SEED=${SEED} LIMBECK_PAIRS=${PAIRS}`, () => {
  it(
    "lead to one another and back, and no row is lost",
    async () => {
      expect(await tryAll(PAIRS, false)).toBe(PAIRS);
    },
    PAIRS * 1_000 + 2 * MINUTES,
  );

  it(
    "do so before the program sqlite3 too, where there is one",
    async () => {
      const few = Math.ceil(PAIRS / 15);
      expect(await tryAll(few, true)).toBe(few);
    },
    5 * MINUTES,
  );
});
