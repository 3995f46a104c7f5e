import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Ends servers whose processes were killed, and removes their folders: those in `folder` whose names begin so. */
export function removeAbandoned(folder: string, prefix: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(prefix))) {
    const one = join(folder, name);
    const owner = Number(firstLine(join(one, "owner")));
    if (!(owner > 0) || isAlive(owner)) continue;
    const server = serverIn(join(one, "data"));
    try {
      if (server !== undefined && isAlive(server)) process.kill(server, "SIGQUIT");
      rmSync(one, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Of another account; it is not ours to remove.
    }
  }
}

/** The number of the server that says that it runs on this folder. */
function serverIn(data: string): number | undefined {
  const [number = "", directory = ""] = linesOf(join(data, "postmaster.pid"));
  return directory.trim() === data && Number(number) > 0 ? Number(number) : undefined;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function firstLine(file: string): string {
  return linesOf(file)[0] ?? "";
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
