import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

import { keyOf, type SnapshotParts } from "./snapshot.ts";
import { writeWhole } from "./writeWhole.ts";

/** Changes whenever a database is left in another state than before by the same revisions. */
const FORMAT = "image 1";

/** So many are kept, of those used last: one is a megabyte or two. */
const MOST = 8;

const DIGEST_LENGTH = 32;

/** Where databases are kept that revisions have run on. Deleting them changes nothing but time. */
export interface ImageCache {
  readonly read: (parts: SnapshotParts) => Promise<Uint8Array | undefined>;
  readonly write: (parts: SnapshotParts, image: Uint8Array) => Promise<void>;
}

export function imageCache(folder: string): ImageCache {
  const place = join(folder, "images");
  const path = (parts: SnapshotParts): string => join(place, `${keyOf(FORMAT, parts)}.tgz`);
  return {
    read: async (parts) => {
      const bytes = await readFile(path(parts)).catch(() => undefined);
      if (bytes === undefined) return undefined;
      const image = bytes.subarray(DIGEST_LENGTH);
      if (!digest(image).equals(bytes.subarray(0, DIGEST_LENGTH))) return undefined;
      await utimes(path(parts), new Date(), new Date()).catch(() => undefined);
      return image;
    },
    write: async (parts, image) => {
      await writeWhole(path(parts), Buffer.concat([digest(image), image]));
      await forgetOldest(place);
    },
  };
}

/** Two may do so at once, and one find gone what the other took away. */
async function forgetOldest(place: string): Promise<void> {
  const names = await readdir(place).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(place, name);
      const found = await stat(path).catch(() => undefined);
      return found === undefined ? [] : [{ path, used: found.mtimeMs }];
    }),
  );
  const oldest = files
    .flat()
    .sort((a, b) => b.used - a.used)
    .slice(MOST);
  for (const { path } of oldest) await rm(path, { force: true }).catch(() => undefined);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
