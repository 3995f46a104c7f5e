import { createHash } from "node:crypto";
import { join } from "node:path";

import { VERSION } from "../version.ts";
import { readCacheFile, writeCacheFile } from "./cacheFile.ts";

/** Whether a comparison has found nothing before. */
export interface Equality {
  readonly known: boolean;
  /** Keeps for later runs that it found nothing. */
  readonly remember: () => Promise<void>;
}

const MOST_ENTRIES = 100;

/** Looks up a comparison of just this, to the letter, by this version. */
export function equalityOf(cacheDir: string, compared: object): Equality {
  const file = join(cacheDir, "equal.json");
  const digest = createHash("sha256").update(VERSION).update(JSON.stringify(compared)).digest("base64");
  const digests = strings(readCacheFile(file));
  return {
    known: digests.includes(digest),
    remember: () => writeCacheFile(file, [...digests, digest].slice(-MOST_ENTRIES)),
  };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
