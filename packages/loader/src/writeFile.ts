import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, link, mkdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileExists, fileUnwritable } from "./errors.ts";

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name beside it, then renamed. Makes the folder if
 * needed. Without `overwrite` an existing file is left alone (`file-exists`); with it, its mode is kept and a
 * link to it is followed. Errors: `file-exists`, `file-unwritable`.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: { readonly overwrite?: boolean } = {},
): Promise<void> {
  const target = options.overwrite === true ? await realpath(path).catch(() => path) : path;
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, content, { flag: "wx" });
    if (options.overwrite === true) await replace(temporary, target);
    else await place(temporary, target);
  } catch (error) {
    throw isSystemError(error) ? fileUnwritable(target, error) : error;
  } finally {
    // Where the folder is none, there is nothing to remove either.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function replace(temporary: string, target: string): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  if (before) await chmod(temporary, before.mode & 0o7777);
  await rename(temporary, target);
}

/** A hard link is the one way to name a file that fails if the name is taken. */
async function place(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (await exists(target)) throw fileExists(target);
    // File systems without links (FAT, some network drives) are left with the rename.
    if (!isSystemError(error)) throw error;
    await rename(temporary, target);
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

function isSystemError(error: unknown): boolean {
  return typeof error === "object" && error !== null && "syscall" in error;
}
