import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { symlink } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { project } from "./models.ts";
import type { TestProject } from "./project.ts";

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A project in which this package is installed as it would be published, because jest has a `require` and a
 * `console` of its own and Node's are the ones that count.
 */
export async function installedProject(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const made = await project(files);
  const { resolve } = createRequire(import.meta.url);
  for (const name of ["esbuild", "tinyglobby"]) {
    await symlink(dirname(resolve(`${name}/package.json`)), made.path(`node_modules/${name}`), "junction");
  }
  await build({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), "..", "index.ts")],
    outfile: made.path("node_modules/@limbeck/loader/index.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["esbuild", "tinyglobby"],
  });
  return made;
}

/** Runs a module in a process of its own, in the project; `loader` is this package. */
export function run(
  { folder }: TestProject,
  text: string,
  environment: Readonly<Record<string, string>> = {},
): Output {
  const code = `import * as loader from "@limbeck/loader/index.mjs";\nconst cwd = process.cwd();\n${text}`;
  const node = process.env["LIMBECK_TEST_NODE"] ?? process.execPath;
  const { stdout, stderr, status } = spawnSync(node, ["--input-type=module", "-e", code], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
  });
  if (status !== 0) throw new Error(`${node} ended with ${status ?? "a signal"}: ${stderr}`);
  return { stdout, stderr };
}
