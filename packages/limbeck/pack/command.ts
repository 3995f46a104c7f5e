import { spawnSync } from "node:child_process";

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a folder, without the database of whoever runs the tests. */
export function command(cwd: string, program: string, args: readonly string[]): Outcome {
  const { DATABASE_URL: _, ...env } = process.env;
  const onWindows = process.platform === "win32" && program !== process.execPath;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    shell: onWindows,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** What a command prints. Fails, with what it printed, unless it ends with 0. */
export function printed(cwd: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = command(cwd, program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
