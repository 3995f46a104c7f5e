import { readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type CanonicalCache } from "@limbeck/introspector";

/** What servers said about texts, kept between runs. */
export interface StoredCanonicalCache extends CanonicalCache {
  /** Writes what was learnt since; a folder that cannot be written costs time next time, nothing else. */
  readonly store: () => Promise<void>;
}

/** Kept small enough to be read at every start; what is older is asked again. */
const MOST_ENTRIES = 20_000;

export function openCanonicalCache(cacheDir: string): StoredCanonicalCache {
  const file = join(cacheDir, "canonical.json");
  const entries = new Map<string, string>(read(file));
  let learnt = false;
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      learnt = true;
      entries.set(key, value);
    },
    store: async () => {
      if (learnt) await write(file, cacheDir, [...entries].slice(-MOST_ENTRIES));
    },
  };
}

function read(file: string): readonly (readonly [string, string])[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}

async function write(
  file: string,
  folder: string,
  entries: readonly (readonly [string, string])[],
): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, JSON.stringify(entries));
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true });
  }
}
