import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { afterEach, expect, it } from "@jest/globals";

import { branchProject, idsOf, TWO_BRANCHES } from "./testing/branches.ts";
import { type TestProject } from "./testing/project.ts";

let project: TestProject;
afterEach(() => project.remove());

/** As if the embedded PostgreSQL had been left out: `npm install --omit=optional`. */
const HOOKS = `export const resolve = (specifier, context, next) => {
  if (specifier.startsWith("@electric-sql/")) throw Object.assign(new Error("gone"), { code: "ERR_MODULE_NOT_FOUND" });
  return next(specifier, context);
}`;
const data = (script: string): string => `data:text/javascript,${encodeURIComponent(script)}`;
const WITHOUT_PGLITE = data(
  `import { register } from "node:module"; register(${JSON.stringify(data(HOOKS))});`,
);

function run(...args: readonly string[]) {
  const cli = join(import.meta.dirname, "cli.ts");
  const node = [`--import=${WITHOUT_PGLITE}`, `--import=${import.meta.resolve("tsx")}`, cli, ...args];
  const { status, stderr } = spawnSync(process.execPath, node, { cwd: project.folder, encoding: "utf8" });
  return [status, stderr];
}

it("merges and moves unproved where PGlite is not installed", async () => {
  project = await branchProject(TWO_BRANCHES);
  const unproved = expect.stringMatching(/unproved +The embedded PostgreSQL .* is not installed[^]*wrote/);
  expect(run("rebase", "c2", "--onto", "b1")).toEqual([0, unproved]);
  expect(run("merge", "heads", "--rev-id", "m1")).toEqual([0, unproved]);
  expect(await idsOf(project)).toMatch(/^m1 /);
}, 60_000);
