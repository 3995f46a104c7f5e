// Runs jest on the package in the current folder. Jest needs a flag of Node's own to load ES modules, and a
// script is the one way to pass it that works on Windows too.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
// What runs is too short to be worth optimising again and again: PGlite is compiled anew for each file. All cores have tests to run,
// so none is left for a collector of garbage beside.
const leaner = ["--liftoff-only", "--single-threaded-gc"];
const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", ...leaner];
// A log is read without colours; some of the libraries that jest asks take any CI for a terminal.
const env = process.stdout.isTTY ? process.env : { ...process.env, FORCE_COLOR: "0" };
const { status } = spawnSync(process.execPath, [...flags, jest, ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
process.exit(status ?? 1);
