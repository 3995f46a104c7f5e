// Runs jest on the package in the current folder. Jest needs a flag of Node's own to load ES modules, and a
// script is the one way to pass it that works on Windows too.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
// A log is read without colours; some of the libraries that jest asks take any CI for a terminal.
const env = process.stdout.isTTY ? process.env : { ...process.env, FORCE_COLOR: "0" };
const { status } = spawnSync(process.execPath, [...flags, jest, ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
process.exit(status ?? 1);
