import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, resolve } from "node:path";

import { revisionsNotFound, revisionsUnreadable } from "./errors.ts";

export interface RevisionPathsOptions {
  /** Folders within the folders too, but not hidden ones, `node_modules` and `__tests__`. */
  readonly recursive?: boolean;
  /** Whether a folder that is not there holds no revisions, instead of being an error: a project that is just beginning. */
  readonly absentIsEmpty?: boolean;
}

/** The paths of what may be a revision, absolute, in no order, each file once. Errors as `readRevisionFiles`. */
export function revisionPaths(folders: readonly string[], options: RevisionPathsOptions): readonly string[] {
  const recursive = options.recursive === true;
  const walk: Walk = { recursive, folders: new Set(), files: new Map(), links: new Map() };
  for (const folder of folders.map((one) => resolve(one))) if (isFolder(folder, options)) enter(folder, walk);
  return [...new Map([...walk.links, ...walk.files]).values()];
}

/** What was found, by where it really is: links may lead to one place twice, or back into the folder that holds them. */
interface Walk {
  readonly recursive: boolean;
  readonly folders: Set<string>;
  readonly files: Map<string, string>;
  readonly links: Map<string, string>;
}

function isFolder(folder: string, { absentIsEmpty }: RevisionPathsOptions): boolean {
  const found = asked(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (found === undefined && absentIsEmpty === true) return false;
  if (found?.isDirectory() !== true) throw revisionsNotFound(folder);
  return true;
}

function enter(folder: string, walk: Walk): void {
  const real = realPath(folder);
  if (walk.folders.has(real)) return;
  walk.folders.add(real);
  const entries = asked(folder, () => readdirSync(folder, { withFileTypes: true }));
  // Sorted, because the system need not, and the first of two links to one file is the one that is told.
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) take(entry, folder, real, walk);
}

function take(entry: Dirent, folder: string, real: string, walk: Walk): void {
  const { name } = entry;
  const path = join(folder, name);
  if (entry.isFile() && isRevision(name)) walk.files.set(join(real, name), path);
  if (entry.isDirectory() && walk.recursive && isWalked(name)) enter(path, walk);
  if (entry.isSymbolicLink()) followLink(path, name, walk);
}

function followLink(path: string, name: string, walk: Walk): void {
  // A link that leads nowhere is an error where a revision should be, and no matter of ours elsewhere.
  const found = asked<Stats | undefined>(path, () => statSync(path, { throwIfNoEntry: isRevision(name) }));
  if (found?.isDirectory() === true && walk.recursive && isWalked(name)) enter(path, walk);
  if (found?.isFile() !== true || !isRevision(name)) return;
  const real = realPath(path);
  if (!walk.links.has(real)) walk.links.set(real, path);
}

/** The native one gives one spelling of a name where the file system takes several: Revisions, revisions. */
function realPath(path: string): string {
  return asked(path, () => realpathSync.native(path));
}

// Editors leave files such as `.#001.ts` beside the one that is being edited.
function isRevision(name: string): boolean {
  return /^[^.].*\.[cm]?[jt]s$/.test(name) && !/\.(?:d|test|spec)\.[cm]?[jt]s$/.test(name);
}

function isWalked(name: string): boolean {
  return !name.startsWith(".") && name !== "node_modules" && name !== "__tests__";
}

function asked<T>(path: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw revisionsUnreadable(path, error);
  }
}
