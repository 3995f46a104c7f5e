import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { access, chmod, constants, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { fileUnwritable } from "@limbeck/loader";

import { fileExists } from "../errors.ts";

/** A file that gets another text and perhaps another name. */
export interface Replacement {
  /** Absolute, as are all here. */
  readonly path: string;
  readonly newPath: string;
  readonly text: string;
}

/**
 * Replaces several files, all or none: every text is written under a temporary name first, then renamed into its place; if one
 * cannot be, those that were are put back. Errors: `file-exists` where a new name is taken, `file-unwritable`.
 */
export async function replaceFiles(replacements: readonly Replacement[]): Promise<void> {
  const old = new Set(replacements.map(({ path }) => path));
  const taken = replacements.find(({ newPath }) => !old.has(newPath) && existsSync(newPath));
  if (taken !== undefined) throw fileExists(taken.newPath);
  const undo: Undo[] = [];
  try {
    const staged: Staged[] = [];
    for (const one of replacements) staged.push(await orUnwritable(one.path, () => stage(one, undo)));
    // First all old names are given free: one file may take the name of another.
    for (const one of staged) await orUnwritable(one.path, () => putAside(one, undo));
    for (const one of staged) await orUnwritable(one.newPath, () => place(one, undo));
    for (const { aside } of staged) await rm(aside, { force: true });
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

type Undo = () => Promise<void>;

interface Staged extends Replacement {
  /** Where the new text waits, and where the old file does. */
  readonly temporary: string;
  readonly aside: string;
}

async function stage(one: Replacement, undo: Undo[]): Promise<Staged> {
  await access(one.path, constants.W_OK);
  const mark = randomBytes(6).toString("hex");
  const hidden = (path: string, end: string): string =>
    join(dirname(path), `.${basename(path)}.${mark}.${end}`);
  const staged = { ...one, temporary: hidden(one.newPath, "tmp"), aside: hidden(one.path, "old") };
  undo.push(() => rm(staged.temporary, { force: true }));
  await writeFile(staged.temporary, one.text, { flag: "wx" });
  await chmod(staged.temporary, (await stat(one.path)).mode & 0o7777);
  return staged;
}

async function putAside({ path, aside }: Staged, undo: Undo[]): Promise<void> {
  await rename(path, aside);
  undo.push(() => rename(aside, path));
}

async function place({ temporary, newPath }: Staged, undo: Undo[]): Promise<void> {
  await rename(temporary, newPath);
  undo.push(() => rm(newPath, { force: true }));
}

async function orUnwritable<T>(file: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw fileUnwritable(file, error);
  }
}

/** Whether a file still is what was read of it. */
export async function isUnchanged(path: string, text: string): Promise<boolean> {
  return (await readFile(path, "utf8").catch(() => undefined)) === text;
}
