import { schemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { type LawBench } from "./lawBench.ts";
import { breaches, type Target } from "./serverLaw.ts";
import { smallest, type SchemaPair } from "./smallest.ts";

/** A random pair, and what came of it. */
export interface Trial {
  /** `LIMBECK_SEED` and the number of pairs that bring it again, as its last one. */
  readonly seed: number;
  readonly number: number;
  readonly pair: SchemaPair;
  readonly target: Target;
  /** Empty where the law holds. */
  readonly faults: readonly string[];
}

export interface TrialOptions {
  readonly pairs: number;
  readonly seed: number;
  readonly major: number;
}

/** So many pairs come from one seed; the next ones from the next seed, so that a late one is as quick to bring again. */
const BATCH = 50;

/** A batch: its own seed, and how many pairs come from it. */
type Batch = Pick<TrialOptions, "seed" | "pairs">;

/** The batches of a run. Benches that take turns at the same ones share the work. */
export function* batchesOf({ pairs, seed }: Batch): Generator<Batch> {
  for (let done = 0; done < pairs; done += BATCH)
    yield { seed: seed + done / BATCH, pairs: Math.min(BATCH, pairs - done) };
}

/** Tries one random pair after the other. The same seed and major give the same pairs. */
export async function* trials(
  bench: LawBench,
  { major, ...run }: TrialOptions,
  batches: Iterable<Batch> = batchesOf(run),
): AsyncGenerator<Trial> {
  for (const { seed, pairs } of batches) {
    await tidy(bench);
    const batch = fc.sample(schemaPairs({ major }), { numRuns: pairs, seed });
    for (const [at, pair] of batch.entries()) {
      const target = at % 2 === 0 ? "models" : "database";
      yield { seed, number: at + 1, pair, target, faults: await breaches(bench, pair, target) };
    }
  }
}

/**
 * Test servers do not vacuum by themselves. Without it, what thousands of dropped schemas leave in the catalogs makes a pair take
 * ten times as long as the first ones.
 */
async function tidy({ left, right }: LawBench): Promise<void> {
  for (const { connection } of [left, right]) await connection.execute("VACUUM");
}

/** The same fault on as small a pair as can be found in a minute. */
export async function shrink(bench: LawBench, trial: Trial): Promise<Trial> {
  const { pair, target } = trial;
  const kinds = new Set(trial.faults.map(kindOf));
  const isSame = async (other: SchemaPair): Promise<boolean> =>
    (await breaches(bench, other, target)).some((fault) => kinds.has(kindOf(fault)));
  const small = await smallest(pair, isSame, Date.now() + 60_000);
  return { ...trial, pair: small, faults: await breaches(bench, small, target) };
}

/** A fault without the names in it. */
export function kindOf(fault: string): string {
  const [last = ""] = fault.split("\n").slice(-1);
  return last
    .replace(/"[^"]*"/g, '""')
    .replace(
      / (on|of|column|constraint|index|table|sequence|enum|public|view|domain|composite type|range type|function|trigger|policy) .*?(?=:|$)/g,
      " $1",
    );
}

/** What a person needs to see and repeat a failure. */
export function report({ seed, number, pair: [a, b], target, faults }: Trial): string {
  return [
    `LIMBECK_SEED=${seed} LIMBECK_PAIRS=${number} (towards ${target}) brings it again. The smallest pair:`,
    `a: ${JSON.stringify(a)}`,
    `b: ${JSON.stringify(b)}`,
    ...faults,
  ].join("\n");
}
