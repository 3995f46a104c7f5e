import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * All that CI runs: `npm run check`, or some of it, `npm run check types lint`. What is asked of the compilers comes first, where failures
 * are cheapest. The tests wait for servers and for npm much of the time, so what reads the sources is done beside them.
 * Every step runs, whatever became of those before; the last line counts the tests, a step that failed being one more.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const report = join(tmpdir(), `limbeck-check-${process.pid}.json`);

interface Ran {
  readonly passed: boolean;
  /** What it printed, where that was not shown at once. */
  readonly printed: string;
}

const shown = (script: string, ...args: readonly string[]): Promise<Ran> => run("inherit", script, args);
/** What runs beside something else prints when it is done, lest their lines mix. */
const kept = (script: string, ...args: readonly string[]): Promise<Ran> => run("pipe", script, args);

function run(stdio: "inherit" | "pipe", script: string, args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ["inherit", stdio, stdio],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => void chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ passed: code === 0, printed: Buffer.concat(chunks).toString() });
    });
  });
}

/** The file of a package's command. */
function bin(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  return join(dirname(manifest), command);
}

const steps: Readonly<Record<string, () => Promise<Ran>>> = {
  types: async () => {
    const each = await shown(bin("turbo", "bin/turbo"), "run", "types", "--output-logs=errors-only");
    return each.passed ? shown(bin("typescript-7", "bin/tsc"), "-p", "tsconfig.json") : each;
  },
  // Each thread would read the types of all packages anew.
  lint: () => kept(bin("eslint", "bin/eslint.js"), "--max-warnings=0", "--concurrency=off", "."),
  format: () => kept(bin("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."),
  tests: () =>
    shown("scripts/jest.js", "--config", "scripts/jest.projects.js", "--json", "--outputFile", report),
};

/** One stage after the other; the lanes of one go side by side. */
const STAGES: readonly (readonly (readonly string[])[])[] = [[["types"]], [["lint", "format"], ["tests"]]];

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** Files that failed before a test of theirs ran. */
  readonly numRuntimeErrorTestSuites: number;
}

/** What jest counted; nothing where it did not run. */
function counted(): Counts {
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Counts;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 0 };
  }
}

interface Result {
  readonly name: string;
  readonly passed: boolean;
}

async function perform(name: string): Promise<Result> {
  console.log(`\n> ${name}`);
  const start = performance.now();
  const { passed, printed } = (await steps[name]?.()) ?? { passed: false, printed: "" };
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(printed);
  console.log(`${name}: ${passed ? "passed" : "FAILED"} in ${seconds} s`);
  return { name, passed };
}

async function lane(names: readonly string[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const name of names) results.push(await perform(name));
  return results;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(", ")}; there are ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}

const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
const results: Result[] = [];
for (const lanes of STAGES) {
  const done = await Promise.all(lanes.map((names) => lane(names.filter(isAsked))));
  results.push(...done.flat());
}
const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = counted();
rmSync(report, { force: true });

const failedTests = numFailedTests + numRuntimeErrorTestSuites;
const failedSteps = results.filter(({ passed }) => !passed).map(({ name }) => name);
// The tests count themselves, unless jest fell over without counting.
const more = failedSteps.filter((name) => name !== "tests" || failedTests === 0).length;
const passedSteps = results.filter(({ name, passed }) => passed && name !== "tests").length;
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(", ")}`);
const skipped = numPendingTests === 0 ? "" : `, ${numPendingTests} skipped`;
console.log(`\n${numPassedTests + passedSteps} passed, ${failedTests + more} failed${skipped}`);
process.exitCode = failedSteps.length === 0 ? 0 : 1;
