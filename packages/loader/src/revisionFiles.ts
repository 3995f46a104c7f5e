import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { revisionsNotFound } from "./errors.ts";

/** A revision file as it stands on the disk; nothing of it has run. */
export interface RevisionFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export interface RevisionFilesOptions {
  /** Folders within the folders too. */
  readonly recursive?: boolean;
}

/**
 * Reads the files of revisions folders: `.ts .mts .cts .js .mjs .cjs`, without declarations and tests, sorted by path, each once.
 * Fails with `revisions-not-found` if a folder is absent: to find nothing in a mistyped folder would look like having nothing to do.
 */
export function readRevisionFiles(
  folders: readonly string[],
  options: RevisionFilesOptions = {},
): readonly RevisionFile[] {
  const paths = folders.flatMap((folder) => revisionPaths(resolve(folder), options.recursive === true));
  // Small files are read faster one after the other than through the thread pool, and without running out of descriptors.
  return [...new Set(paths)].sort().map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function revisionPaths(folder: string, recursive: boolean): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw revisionsNotFound(folder);
  const names = readdirSync(folder, { recursive, encoding: "utf8" });
  return names.filter(isRevision).map((name) => join(folder, name));
}

function isRevision(name: string): boolean {
  return (
    /\.[cm]?[jt]s$/.test(name) &&
    !/\.(?:d|test|spec)\.[cm]?[jt]s$/.test(name) &&
    !name.includes("node_modules")
  );
}
