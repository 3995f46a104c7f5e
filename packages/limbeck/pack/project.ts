import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { command, type Outcome, printed } from "./command.ts";

/** The project of somebody who installed the package. */
export interface Project {
  readonly folder: string;
  /** Everything that npm said when it installed. */
  readonly installation: Outcome;
  /** Runs the command line as npm linked it, with what it prints; fails unless it ends with 0. */
  readonly limbeck: (...args: readonly string[]) => string;
}

/** Makes a project with these files and installs the tarball, drizzle-orm and nothing else. */
export function project(
  folder: string,
  tarball: string,
  files: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Project {
  write(folder, files);
  const from = ["--prefer-offline", "--no-audit", "--no-fund", ...flags, tarball, "drizzle-orm@0.45.4"];
  const installation = command(folder, "npm", ["install", ...from]);
  if (installation.status !== 0) throw new Error(installation.stderr);
  return { folder, installation, limbeck: (...args) => limbeckIn(folder, ...args) };
}

/** Makes another project, with what is installed in one. */
export function projectWith(
  { folder: from, installation }: Project,
  folder: string,
  files: Readonly<Record<string, string>>,
): Project {
  write(folder, files);
  symlinkSync(join(from, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, installation, limbeck: (...args) => limbeckIn(folder, ...args) };
}

/** Runs the installed command line in a folder of the project. */
export function limbeckIn(folder: string, ...args: readonly string[]): string {
  // What npm writes on Windows is no JavaScript.
  if (process.platform === "win32") return npx(folder, "limbeck", ...args);
  // A command ends long before it would repay the optimising of WebAssembly, which is half of what it would cost.
  return printed(folder, process.execPath, "--liftoff-only", linked(folder), ...args);
}

/** Runs a command of the project as people do. */
export function npx(folder: string, ...args: readonly string[]): string {
  return printed(folder, "npx", "--no", "--", ...args);
}

/** The command line as npm linked it, in the folder or above. */
function linked(folder: string): string {
  const link = join(folder, "node_modules/.bin/limbeck");
  return existsSync(link) || dirname(folder) === folder ? link : linked(dirname(folder));
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
