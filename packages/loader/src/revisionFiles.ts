import { readFileSync } from "node:fs";
import { sep } from "node:path";

import { revisionsUnreadable } from "./errors.ts";
import { revisionPaths, type RevisionPathsOptions } from "./revisionPaths.ts";

/** A revision file as it stands on the disk; nothing of it has run. */
export interface RevisionFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export type RevisionFilesOptions = RevisionPathsOptions;

/**
 * Reads the files of revisions folders: `.ts .mts .cts .js .mjs .cjs`, without declarations, tests and hidden files, each once,
 * also where folders overlap or are linked. They are sorted by path, with a slash between the parts on every platform.
 * Fails with `revisions-not-found` if a folder is absent: to find nothing in a mistyped folder would look like having nothing to do.
 * Fails with `revisions-unreadable` where the system refuses a folder or a file.
 */
export function readRevisionFiles(
  folders: readonly string[],
  options: RevisionFilesOptions = {},
): readonly RevisionFile[] {
  // Small files are read faster one after the other than through the thread pool, and without running out of descriptors.
  return inOrder(revisionPaths(folders, options)).map((path) => ({ path, text: textOf(path) }));
}

/** By code unit of what they would be called on POSIX, so that a project has one order wherever it is read. */
function inOrder(paths: readonly string[]): readonly string[] {
  if (sep === "/") return [...paths].sort();
  const byName = paths.map((path) => ({ path, name: path.replaceAll(sep, "/") }));
  return byName.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ path }) => path);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw revisionsUnreadable(path, error);
  }
}
