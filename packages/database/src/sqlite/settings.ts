import { constants } from "node:fs";
import { access } from "node:fs/promises";

/** Where SQLite looks for a folder for what it sorts (https://sqlite.org/tempfiles.html, section 5). */
function folders(): readonly string[] {
  const { SQLITE_TMPDIR, TMPDIR } = process.env;
  return [SQLITE_TMPDIR, TMPDIR, "/var/tmp", "/usr/tmp", "/tmp"].filter((folder) => folder !== undefined);
}

/**
 * What is set on each connection to a file. The SQLite of `libsql` is built to sort in memory, by which an index takes up to twice the computing, and
 * as much memory as it is large; where there is a folder for it, it sorts in files, as others do. That has to be said before
 * anything temporary is made, because what is there is dropped by it. Each is to be run by itself: several at once wait for those that write.
 */
export async function fileSettings(): Promise<readonly string[]> {
  const sortsInFiles = process.platform === "win32" || (await hasWritable(folders()));
  return ["PRAGMA foreign_keys = ON", ...(sortsInFiles ? ["PRAGMA temp_store = FILE"] : [])];
}

async function hasWritable(places: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(places.map(isWritable));
  return answers.includes(true);
}

function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
