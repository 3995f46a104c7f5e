import { join } from "node:path";

import { type CanonicalCache } from "@limbeck/introspector";

import { readCacheFile, writeCacheFile } from "./cacheFile.ts";

/** What servers said about texts, kept between runs. */
export interface StoredCanonicalCache extends CanonicalCache {
  /** Writes what was learnt since. */
  readonly store: () => Promise<void>;
}

/** Kept small enough to be read at every start; what is older is asked again. */
const MOST_ENTRIES = 20_000;

export function openCanonicalCache(cacheDir: string): StoredCanonicalCache {
  const file = join(cacheDir, "canonical.json");
  const entries = new Map(entriesOf(readCacheFile(file)));
  let learnt = false;
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      learnt = true;
      entries.set(key, value);
    },
    store: async () => {
      if (learnt) await writeCacheFile(file, [...entries].slice(-MOST_ENTRIES));
    },
  };
}

function entriesOf(value: unknown): readonly (readonly [string, string])[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
