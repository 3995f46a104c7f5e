import { readdirSync, readFileSync, statSync } from "node:fs";
import { contentHash } from "./contentHash.ts";

/**
 * Something on the disk that a bundle depends on, as it was when the bundle was made. A file is known by its content, a folder
 * by the names in it that an import could mean, and what was absent must still be absent.
 */
export interface Witness {
  readonly path: string;
  /** Size and times; while they stay, the content is not read again. `folder` says nothing, as names are always read. */
  readonly mark: string | null;
  readonly hash: string | null;
}

/** How a path is now. */
export function witness(path: string): Witness {
  const mark = markOf(path);
  if (mark === "folder") return { path, mark, hash: namesHash(path) };
  return { path, mark, hash: mark === null ? null : contentHash(readFileSync(path)) };
}

/** A witness to content that was read already; `mark` must have been taken before reading. */
export function fileWitness(path: string, mark: string | null, hash: string): Witness {
  return { path, mark, hash };
}

/** Whether the path is still as the witness says: the cheap question first. */
export function holds(before: Witness): boolean {
  try {
    const mark = markOf(before.path);
    if (mark === before.mark && mark !== "folder") return true;
    if (mark === null || before.hash === null) return false;
    return (
      before.hash === (mark === "folder" ? namesHash(before.path) : contentHash(readFileSync(before.path)))
    );
  } catch {
    return false;
  }
}

/** ctime is part of it because tools that put mtime back (archives, checkouts) cannot put ctime back. */
export function markOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isDirectory() ? "folder" : `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}

// A log or a database file that comes and goes beside the models is none that an import could mean.
const importable = /^[^.]+$|\.(?:[cm]?[jt]sx?|json)$/;

function namesHash(folder: string): string {
  return contentHash(
    readdirSync(folder)
      .filter((name) => importable.test(name))
      .sort()
      .join("\0"),
  );
}
