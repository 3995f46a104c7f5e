import { readFileSync } from "node:fs";

import { writeFileAtomic } from "@limbeck/loader";

/** What a cache file holds; nothing where it is absent, cut off or unreadable: all the same to a cache. */
export function readCacheFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a cache file. One that cannot be written costs time next time, nothing else. */
export async function writeCacheFile(file: string, value: unknown): Promise<void> {
  try {
    await writeFileAtomic(file, JSON.stringify(value), { overwrite: true });
  } catch {
    // Nothing depends on it.
  }
}
