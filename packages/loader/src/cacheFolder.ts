import { existsSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ancestors } from "./ancestors.ts";

/**
 * Where bundles of a project may be kept, best first: `node_modules/.cache/limbeck` of the project, else a folder of this user
 * among the temporary files.
 */
export function cacheFolders(cwd: string): readonly string[] {
  const modules = ancestors(cwd)
    .map((folder) => join(folder, "node_modules"))
    .find((folder) => existsSync(folder));
  const own = modules === undefined ? [] : [join(modules, ".cache", "limbeck")];
  return [...own, ...temporaryFolder()];
}

/** What lies in a cache is run, so a temporary folder that somebody else could have filled is none. */
function temporaryFolder(): readonly string[] {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `limbeck-${uid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    const private_ = process.platform === "win32" || (stat.uid === uid && (stat.mode & 0o022) === 0);
    return stat.isDirectory() && private_ ? [folder] : [];
  } catch {
    return [];
  }
}
