import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { reasonOf } from "@limbeck/model";
import { databaseFileUnusable } from "./errors.ts";
import { MEMORY } from "../target.ts";

/**
 * Makes sure that a database file can be opened or made: drivers say "unable to open database file" of whatever is wrong. A file that
 * is there may be read in a folder that cannot be written to. Errors: `database-file-unusable`.
 */
export async function checkPlace(path: string): Promise<void> {
  if (path === MEMORY) return;
  const file = resolve(path);
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => undefined,
  );
  if (isFolder === true) throw databaseFileUnusable(path, "it is a folder", undefined);
  await (isFolder === false ? checkFile(path, file) : checkFolder(path, dirname(file)));
}

async function checkFile(path: string, file: string): Promise<void> {
  await access(file, constants.R_OK).catch((error: unknown) => {
    throw databaseFileUnusable(path, "this user may not read it", error);
  });
}

async function checkFolder(path: string, folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => true,
  );
  if (!isFolder) throw databaseFileUnusable(path, `${folder} is no folder`, undefined);
  await access(folder, constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw databaseFileUnusable(path, folderReason(folder, error), error);
  });
}

function folderReason(folder: string, error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return `the folder ${folder} does not exist`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return `the folder ${folder} cannot be written to`;
  return reasonOf(error);
}
