import { describe, expect, it } from "@jest/globals";
import { type Questioner } from "@limbeck/differ";
import { renamedTo, sqliteRenamedPairs, sqliteSchemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { alwaysRename } from "./testing/alwaysRename.ts";
import { breaches, type LawOptions, UNSOUND } from "./testing/sqlite/law.ts";
import { type SchemaPair, smallest } from "./testing/smallest.ts";
import { kindOf } from "./testing/trial.ts";

const PAIRS = Number(process.env["LIMBECK_PAIRS"] ?? 40);
const SEED = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);
const MINUTES = 60_000;

/** Ends at the first pair that breaks the law, with the smallest that does so in the same way. */
async function tryAll(
  pairs: number,
  options: LawOptions,
  arbitrary: fc.Arbitrary<SchemaPair> = sqliteSchemaPairs,
): Promise<number> {
  let tried = 0;
  for (const pair of fc.sample(arbitrary, { numRuns: pairs, seed: SEED })) {
    const faults = await breaches(pair, options);
    if (faults.length > 0) throw new Error(await report(pair, faults, options, tried + 1));
    tried += 1;
  }
  return tried;
}

async function report(
  pair: SchemaPair,
  faults: readonly string[],
  { ask }: LawOptions,
  number: number,
): Promise<string> {
  const kinds = new Set(faults.map(kindOf));
  const options = { byProgram: false, ...(ask === undefined ? {} : { ask }) };
  const isSame = async (other: SchemaPair): Promise<boolean> =>
    (await breaches(other, options)).some((fault) => !fault.startsWith(UNSOUND) && kinds.has(kindOf(fault)));
  const small = await smallest(pair, isSame, Date.now() + MINUTES);
  return [
    `LIMBECK_SEED=${SEED} LIMBECK_PAIRS=${number} brings it again. The smallest pair:`,
    ...small.map((side) => JSON.stringify(side)),
    ...(await breaches(small, options)),
    "The pair itself:",
    ...faults.slice(0, 20),
  ].join("\n");
}

/** Somebody who knows what was renamed. */
const asItIs: Questioner = ({ possible }) =>
  Promise.resolve(
    possible.flatMap(({ rename }) => {
      const from = "from" in rename ? rename.from : rename.name.name;
      return renamedTo(from) === rename.to ? [rename] : [];
    }),
  );

describe(`any two schemas of SQLite, LIMBECK_SEED=${SEED} LIMBECK_PAIRS=${PAIRS}`, () => {
  it(
    "lead to one another and back, and no row is lost",
    async () => {
      expect(await tryAll(PAIRS, { byProgram: false })).toBe(PAIRS);
    },
    PAIRS * 1_000 + 2 * MINUTES,
  );

  it(
    "do so where tables and columns have other names beside what else changes",
    async () => {
      const some = Math.ceil(PAIRS / 2);
      expect(await tryAll(some, { byProgram: false, ask: asItIs }, sqliteRenamedPairs)).toBe(some);
    },
    PAIRS * 1_000 + 2 * MINUTES,
  );

  it(
    "do so where whatever goes and comes is taken for a rename",
    async () => {
      const some = Math.ceil(PAIRS / 2);
      expect(await tryAll(some, { byProgram: false, ask: alwaysRename })).toBe(some);
    },
    PAIRS * 1_000 + 2 * MINUTES,
  );

  it(
    "do so before the program sqlite3 too, where there is one",
    async () => {
      const few = Math.ceil(PAIRS / 15);
      expect(await tryAll(few, { byProgram: true })).toBe(few);
    },
    5 * MINUTES,
  );
});
