import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { WORKSPACE } from "./docs.ts";
import { type Ran, withoutFirstStart } from "./project.ts";

const LOADER = pathToFileURL(join(WORKSPACE, "node_modules/tsx/dist/loader.mjs")).href;

/** A command in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** A process that a signal has ended has the code -1. */
  readonly ended: Promise<Ran>;
}

/** A command ends long before it would repay the optimising of WebAssembly, which is half of what it would cost. */
const FLAGS = ["--liftoff-only", "--import", LOADER];

/** Starts `limbeck …` in a folder as a process of its own, which can be killed. */
export function start(folder: string, ...argv: readonly string[]): Running {
  const { DATABASE_URL: _, ...env } = process.env;
  const cli = join(WORKSPACE, "packages/limbeck/src/cli.ts");
  const child = spawn(process.execPath, [...FLAGS, cli, ...argv], { cwd: folder, env });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (data: Buffer) => (written[name] += data.toString()));
  const ended = new Promise<Ran>((resolve) => {
    child.once("close", (code) =>
      resolve({ code: code ?? -1, ...written, stderr: withoutFirstStart(written.stderr) }),
    );
  });
  return { child, ended };
}
