import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { type InstalledServer } from "./installed.ts";
import { linkLibraries } from "./links.ts";

/** The account that PostgreSQL runs under: `nobody` when we are root, whom it refuses; otherwise ours. */
export function serverAccount(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
}

export function handOver(folder: string): void {
  const { uid, gid } = serverAccount();
  if (uid === undefined || gid === undefined) return;
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    chownSync(join(folder, entry), uid, gid);
}

/** The folder of programs that the server's account can run: a copy in `scratch` where it may not look into ours. */
export function programsFor({ folder }: InstalledServer, scratch: string): string {
  linkLibraries(folder);
  const isOurs = process.getuid?.() !== 0;
  if (
    isOurs ||
    spawnSync(program(folder, "postgres"), ["--version"], { ...serverAccount(), cwd: "/" }).status === 0
  )
    return folder;
  const copy = join(scratch, "programs");
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  handOver(copy);
  return copy;
}

export function program(folder: string, name: "initdb" | "postgres"): string {
  return join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** Runs a program to its end; answers what it said where it failed. */
export function runProgram(path: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(path, [...args], {
      ...serverAccount(),
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (said += text.toString()));
    child.on("error", ({ message }) => done(message));
    child.on("close", (code) => done(code === 0 ? undefined : said));
  });
}
