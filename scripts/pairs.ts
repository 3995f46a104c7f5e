import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { pairBench, readPairFile, readPairs } from "../packages/proof/src/testing/pairs.ts";
import { type Outcome, tryPair } from "../packages/proof/src/testing/pairTrial.ts";
import { coveragePage } from "./lib/coverage.ts";

/*
 * Takes the pairs of fixtures/pairs to a real server in both directions and remembers what came of each: `npm run pairs`,
 * `npm run pairs -- migra.jsonl`, `npm run pairs -- --word enum` for those with a word in their name, `--failing` for those that were not
 * equal when they were tried last. `--write` writes what is known of all pairs to docs/coverage.md, `--none` tries none, `--words`
 * puts both sides into the words of one server first, as the command line does.
 * `--file PATH` takes the pairs of another file of that form, about which that page says nothing.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: "string" },
    word: { type: "string", default: "" },
    failing: { type: "boolean", default: false },
    major: { type: "string", default: "18" },
    write: { type: "boolean", default: false },
    none: { type: "boolean", default: false },
    dump: { type: "boolean", default: false },
    words: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const others = values.file === undefined ? "" : `-${basename(values.file, ".jsonl")}`;
const file = join(root, "node_modules/.cache/limbeck-pairs", `${values.major}${others}.json`);
const results = new Map<string, readonly Outcome[]>(Object.entries(remembered()));

const bench = await pairBench({ major: Number(values.major), dump: values.dump });
const pairs = values.file === undefined ? readPairs(positionals[0]) : readPairFile(values.file);
for (const pair of pairs.filter(({ name }) => isWanted(name))) {
  const outcomes = await tryPair(bench, pair, { words: values.words });
  results.set(pair.name, outcomes);
  for (const outcome of outcomes)
    if (outcome.kind === "failed") console.log(`\n${pair.name}\n${outcome.words}`);
  remember();
}
console.log(`\n${counted("equal")} equal, ${counted("gap")} gaps, ${counted("failed")} failed`);
if (values.write && values.file === undefined) await writePage();
process.exit(counted("failed") === 0 ? 0 : 1);

async function writePage(): Promise<void> {
  const path = join(root, "docs/coverage.md");
  const { format, resolveConfig } = await import("prettier");
  const known = new Map(readPairs().map(({ name }) => [name, results.get(name) ?? []]));
  const page = coveragePage(known, Number(values.major));
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
}

function isWanted(name: string): boolean {
  const known = results.get(name);
  const isEqual = known?.every(({ kind }) => kind === "equal") === true;
  return !values.none && name.includes(values.word) && !(values.failing && isEqual);
}

function counted(kind: Outcome["kind"]): number {
  return [...results.values()].flat().filter((outcome) => outcome.kind === kind).length;
}

function remembered(): Readonly<Record<string, readonly Outcome[]>> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly Outcome[]>>;
  } catch {
    return {};
  }
}

function remember(): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(results)));
}
