import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";

import { type Draft } from "./draft.ts";

/**
 * Writes a draft to a file that is gone again afterwards, so that it can be run before it is kept: in a folder of the system's
 * or, where it imports something that is found only from there, hidden in the folder where it will stand.
 */
export async function withDraftFile<T>(draft: Draft, use: (path: string) => Promise<T>): Promise<T> {
  const beside = draft.importsBeside;
  const folder = beside ? dirname(draft.file) : await mkdtemp(join(tmpdir(), "limbeck-draft-"));
  const path = join(folder, beside ? `.${basename(draft.file)}` : `draft${extname(draft.file)}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, draft.text);
    return await use(path);
  } finally {
    await rm(beside ? path : folder, { recursive: true, force: true });
  }
}
