import { PAIR_EXCEPTIONS } from "../packages/proof/src/testing/pairExceptions.ts";
import { pairBench, readPairs, tryPair } from "../packages/proof/src/testing/pairs.ts";

/*
 * Takes every pair of fixtures/pairs to a real server in both directions: `npm run pairs`, `npm run pairs -- migra.jsonl`, or
 * `npm run pairs -- migra.jsonl enum` for those with a word in their name.
 */

const [file, word = ""] = process.argv.slice(2);
const counts = { equal: 0, skipped: 0, failed: 0, excepted: 0 };
const reasons = new Map<string, number>();
const bench = await pairBench();
for (const pair of readPairs(file).filter(({ name }) => name.includes(word))) {
  for (const outcome of await tryPair(bench, pair)) {
    const exception = outcome.kind === "failed" ? PAIR_EXCEPTIONS[pair.name] : undefined;
    const kind = exception === undefined ? outcome.kind : "excepted";
    counts[kind] += 1;
    if (exception !== undefined) console.log(`${pair.name}: excepted, ${exception.reason}`);
    else if (outcome.kind === "failed") console.log(`\n${pair.name}\n${outcome.words}`);
    if (outcome.kind === "skipped") {
      const [reason = ""] = outcome.reason.split(":");
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
}
const skipped = [...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count} ${reason}`);
console.log(
  `\n${counts.equal} equal, ${counts.failed} failed, ${counts.excepted} excepted, ${counts.skipped} skipped (${skipped.join(", ")})`,
);
process.exit(counts.failed === 0 ? 0 : 1);
