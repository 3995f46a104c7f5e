import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { type LawBench, serverBench } from "../packages/proof/src/testing/lawBench.ts";
import {
  batchesOf,
  kindOf,
  report,
  shrink,
  type Trial,
  trials,
} from "../packages/proof/src/testing/trial.ts";

/*
 * Takes many random pairs of schemas to a real server, there, back, and there again: `npm run score`, or
 * `npm run score -- --pairs 100000 --seed 7 --major 15`. Prints a failure of each kind with its smallest pair; with `--save DIR` the
 * pair is written there as fixtures/found keeps them. `--jobs 4` tries so many pairs at a time.
 */

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    major: { type: "string", default: "18" },
    jobs: { type: "string", default: "1" },
    save: { type: "string" },
  },
});
const options = { pairs: Number(values.pairs), seed: Number(values.seed), major: Number(values.major) };
const root = fileURLToPath(new URL("..", import.meta.url));

const kinds = new Map<string, number>();
const counts = { tried: 0, failed: 0 };
const started = performance.now();
const batches = batchesOf(options);
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
console.log(`\n${progress()}`);
for (const [kind, count] of kinds) console.log(`${count} × ${kind}`);
process.exit(counts.failed === 0 ? 0 : 1);

async function work(): Promise<void> {
  const bench = await serverBench(options.major);
  for await (const trial of trials(bench, options, batches)) {
    counts.tried += 1;
    if (trial.faults.length > 0) await fail(bench, trial);
    if (counts.tried % 250 === 0) console.log(progress());
  }
  await bench.drop();
}

/** The first failure of a kind is shown as small as it can be made, those after it are counted. */
async function fail(bench: LawBench, trial: Trial): Promise<void> {
  counts.failed += 1;
  const kind = kindOf(trial.faults[0] ?? "");
  const times = (kinds.get(kind) ?? 0) + 1;
  kinds.set(kind, times);
  if (times > 1) return;
  const small = await shrink(bench, trial);
  console.log(`\n${report(small)}\n`);
  if (values.save !== undefined) save(join(root, values.save, `${trial.seed}-${trial.number}`), small);
}

function save(folder: string, { pair: [a, b] }: Trial): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "a.json"), `${JSON.stringify(a, null, 2)}\n`);
  writeFileSync(join(folder, "b.json"), `${JSON.stringify(b, null, 2)}\n`);
}

function progress(): string {
  const seconds = Math.round((performance.now() - started) / 1000);
  return `${counts.tried} of ${options.pairs} pairs, ${counts.failed} failed, ${seconds} s (LIMBECK_SEED=${options.seed}, PostgreSQL ${options.major})`;
}
