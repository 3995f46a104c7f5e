import { spawnSync } from "node:child_process";
import { root } from "./workspace.ts";

/*
 * Builds, packs, installs and uses the package on the newest release of other majors of Node, which npm fetches:
 * `node scripts/run.js versions [MAJOR …]`; with --all, runs every test there.
 */

const args = process.argv.slice(2);
const all = args.includes("--all");
const majors = args.filter((arg) => arg !== "--all");

const config = all ? "scripts/jest.projects.js" : "packages/limbeck/pack/jest.config.js";

const results = (majors.length === 0 ? ["22", "24"] : majors).map((major) => {
  const node = ["exec", "--yes", `--package=node@${major}`, "--", "node"];
  console.log(`\n> Node ${major}`);
  const jest = spawnSync("npm", [...node, "scripts/jest.js", "--config", config], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return { major, passed: jest.status === 0 };
});

for (const { major, passed } of results) console.log(`Node ${major}: ${passed ? "passed" : "FAILED"}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
