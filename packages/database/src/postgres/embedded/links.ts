import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";

/** npm packs no symbolic links: the package lists them, and leaves them to an install script, which may be switched off. */
export function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as {
    source: string;
    target: string;
  }[]) {
    const link = join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Another process made it at this moment; or nobody may, and then the program says what it lacks.
    }
  }
}
