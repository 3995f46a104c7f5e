import { describe, expect, it } from "@jest/globals";
import { newestMajor, postgresMajors } from "@limbeck/testkit";

import { dumpBench, type LawBench, pgliteBench, serverBench } from "./testing/lawBench.ts";
import { report, shrink, type TrialOptions, trials } from "./testing/trial.ts";

const PAIRS = Number(process.env["LIMBECK_PAIRS"] ?? 40);
const SEED = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);

/** A dump takes longer than all that is dumped, so only one pair in fifteen is dumped. */
const DUMPED = Math.ceil(PAIRS / 15);
const MINUTES = 60_000;

/** Ends at the first pair that breaks the law, with the smallest that does so in the same way. */
async function tryAll(bench: LawBench, options: TrialOptions): Promise<number> {
  let tried = 0;
  try {
    for await (const trial of trials(bench, options)) {
      if (trial.faults.length > 0) throw new Error(report(await shrink(bench, trial)));
      tried += 1;
    }
    return tried;
  } finally {
    await bench.drop();
  }
}

describe(`any two schemas, LIMBECK_SEED=${SEED} LIMBECK_PAIRS=${PAIRS}`, () => {
  describe.each(postgresMajors())("on PostgreSQL %i", (major) => {
    it(
      "lead to one another and back",
      async () => {
        const options = { pairs: PAIRS, seed: SEED, major };
        expect(await tryAll(await serverBench(major), options)).toBe(PAIRS);
      },
      PAIRS * 2_000 + 5 * MINUTES,
    );

    it(
      "lead to one another and back before pg_dump, where one is there",
      async () => {
        const bench = await dumpBench(major);
        const options = { pairs: DUMPED, seed: SEED, major };
        if (bench !== undefined) expect(await tryAll(bench, options)).toBe(DUMPED);
      },
      5 * MINUTES,
    );
  });

  it(
    "lead to one another and back on PGlite, before its pg_dump",
    async () => {
      const options = { pairs: DUMPED, seed: SEED, major: newestMajor };
      expect(await tryAll(await pgliteBench(), options)).toBe(DUMPED);
    },
    5 * MINUTES,
  );
});
