import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * All that CI runs, in the order in which failures are cheapest: `npm run check`, or some of it, `npm run check types lint`.
 * Every step runs, whatever became of those before; the last line counts the tests, a step that failed being one more.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const report = join(tmpdir(), `limbeck-check-${process.pid}.json`);

const node = (script: string, ...args: readonly string[]): boolean =>
  spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
  }).status === 0;

/** The file of a package's command. */
function bin(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  return join(dirname(manifest), command);
}

const steps: Readonly<Record<string, () => boolean>> = {
  types: () =>
    node(bin("turbo", "bin/turbo"), "run", "types", "--output-logs=errors-only") &&
    node(bin("typescript-7", "bin/tsc"), "-p", "tsconfig.json"),
  lint: () => node(bin("eslint", "bin/eslint.js"), "--max-warnings=0", "--concurrency=2", "."),
  format: () => node(bin("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."),
  tests: () =>
    node("scripts/jest.js", "--config", "scripts/jest.projects.js", "--json", "--outputFile", report),
};

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

function perform(name: string, step: () => boolean): boolean {
  console.log(`\n> ${name}`);
  const start = performance.now();
  const passed = step();
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${name}: ${passed ? "passed" : "FAILED"} in ${seconds} s`);
  return passed;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(", ")}; there are ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}

const results = Object.entries(steps)
  .filter(([name]) => asked.length === 0 || asked.includes(name))
  .map(([name, step]) => ({ name, passed: perform(name, step) }));
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
