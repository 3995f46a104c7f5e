import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { emptySchema, type Schema } from "@limbeck/model";

/** Changes whenever an object of a Schema is written in another form, so that no old snapshot is read as a new one. */
const FORMAT = 5;
/** A Schema with another list is another form, also where nobody thought of `FORMAT`. */
const LISTS = Object.keys(emptySchema("postgres"));

/** What a snapshot depends on; equal parts mean an equal schema. */
export interface SnapshotParts {
  /** The digests of the bundled texts of all revisions that were replayed, in graph order. */
  readonly revisions: readonly string[];
  /** Engine and version, default namespace, `-x` arguments, … */
  readonly surroundings: readonly string[];
}

/** Where snapshots are kept. Deleting them changes nothing but time. */
export interface SnapshotCache {
  readonly read: (parts: SnapshotParts) => Promise<Schema | undefined>;
  readonly write: (parts: SnapshotParts, schema: Schema) => Promise<void>;
}

export function snapshotCache(folder: string): SnapshotCache {
  const path = (parts: SnapshotParts): string => join(folder, "snapshots", `${keyOf(parts)}.json`);
  return {
    read: async (parts) => {
      try {
        const found = JSON.parse(await readFile(path(parts), "utf8")) as { readonly schema?: Schema };
        return found.schema !== undefined && isComplete(found.schema) ? found.schema : undefined;
      } catch {
        // Missing, unreadable or cut off: all the same to a cache.
        return undefined;
      }
    },
    write: async (parts, schema) => {
      const file = path(parts);
      const temporary = `${file}.${randomBytes(4).toString("hex")}`;
      try {
        await mkdir(join(folder, "snapshots"), { recursive: true });
        await writeFile(temporary, JSON.stringify({ schema }));
        await rename(temporary, file);
      } catch {
        await rm(temporary, { force: true });
      }
    },
  };
}

function isComplete(schema: Schema): boolean {
  return LISTS.every((list) => Object.hasOwn(schema, list));
}

function keyOf({ revisions, surroundings }: SnapshotParts): string {
  return createHash("sha256")
    .update(JSON.stringify([FORMAT, revisions, surroundings]))
    .digest("hex")
    .slice(0, 32);
}
