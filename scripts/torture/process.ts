import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../workspace.ts";
import { type Orders } from "./orders.ts";

/** What became of a process. */
export interface Ended {
  /** Its exit code; absent if a signal ended it. */
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process in hand. */
export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** It is about to connect. */
  readonly ready: Promise<void>;
  readonly ended: Promise<Ended>;
}

export type Start = (orders: Orders) => Running;

/** Bundles the child once, so that a process of it starts in a moment. */
export async function prepareChild(): Promise<Start> {
  const outfile = join(root, "node_modules/.cache/limbeck-torture", `child-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, "scripts/torture/child.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["pg", "drizzle-orm", "@electric-sql/*", "@libsql/client", "better-sqlite3"],
    logLevel: "error",
  });
  return (orders) => start(outfile, orders);
}

function start(file: string, orders: Orders): Running {
  const env = { ...process.env, TORTURE: JSON.stringify(orders) };
  const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (data: Buffer) => {
      stdout += data.toString();
      resolve();
    });
    child.once("close", () => resolve());
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ ...(code === null ? {} : { code }), stdout, stderr }));
  });
  return { kill: (signal) => void child.kill(signal), ready, ended };
}
