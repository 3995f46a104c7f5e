import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";

import { root } from "./workspace.ts";

/*
 * Builds, packs, installs and uses the package on the newest release of other majors of Node, which npm fetches:
 * `node scripts/run.js versions [MAJOR …]`; with --all, runs every test there.
 */

const args = process.argv.slice(2);
const majors = args.filter((arg) => arg !== "--all");
const config = args.includes("--all") ? "scripts/jest.projects.js" : "packages/limbeck/pack/jest.config.js";

/** The path of the newest release of a major. */
function nodeOf(major: string): string {
  const print = ["exec", "--yes", `--package=node@${major}`, "--", "node", "-p", "process.execPath"];
  const { stdout, stderr, status } = spawnSync("npm", print, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Runs the tests on it; it is also the `node` of all that they start. */
function passesOn(major: string): boolean {
  const node = nodeOf(major);
  console.log(`\n> Node ${major}: ${node}`);
  const PATH = `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, PATH };
  return (
    spawnSync(node, ["scripts/jest.js", "--config", config], { cwd: root, stdio: "inherit", env }).status ===
    0
  );
}

const results = (majors.length === 0 ? ["22", "24"] : majors).map((major) => ({
  major,
  passed: passesOn(major),
}));
for (const { major, passed } of results) console.log(`Node ${major}: ${passed ? "passed" : "FAILED"}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
