import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Unmodelled } from "@limbeck/introspector";
import { emptySchema, type Schema } from "@limbeck/model";

import { writeWhole } from "./writeWhole.ts";

/** Changes whenever an object of a Schema is written in another form, so that no old snapshot is read as a new one. */
const FORMAT = 8;
/** A Schema with another list is another form, also where nobody thought of `FORMAT`. */
const LISTS = Object.keys(emptySchema("postgres"));

/** What a snapshot depends on; equal parts mean an equal schema. */
export interface SnapshotParts {
  /** The digests of the bundled texts of all revisions that were replayed, in graph order. */
  readonly revisions: readonly string[];
  /** Engine and version, default namespace, `-x` arguments, … */
  readonly surroundings: readonly string[];
}

/** What revisions lead to. */
export interface Snapshot {
  readonly schema: Schema;
  /** What is there beside, and no Schema describes. */
  readonly unmodelled: readonly Unmodelled[];
}

/** Where snapshots are kept. Deleting them changes nothing but time. */
export interface SnapshotCache {
  readonly read: (parts: SnapshotParts) => Promise<Snapshot | undefined>;
  readonly write: (parts: SnapshotParts, snapshot: Snapshot) => Promise<void>;
}

export function snapshotCache(folder: string): SnapshotCache {
  const path = (parts: SnapshotParts): string => join(folder, "snapshots", `${keyOf(FORMAT, parts)}.json`);
  return {
    read: async (parts) => {
      try {
        const found = JSON.parse(await readFile(path(parts), "utf8")) as Partial<Snapshot>;
        const { schema, unmodelled = [] } = found;
        return schema !== undefined && isComplete(schema) ? { schema, unmodelled } : undefined;
      } catch {
        // Missing, unreadable or cut off: all the same to a cache.
        return undefined;
      }
    },
    write: (parts, snapshot) => writeWhole(path(parts), JSON.stringify(snapshot)),
  };
}

function isComplete(schema: Schema): boolean {
  return LISTS.every((list) => Object.hasOwn(schema, list));
}

/** The name of what is kept in a format for these parts. */
export function keyOf(format: number | string, { revisions, surroundings }: SnapshotParts): string {
  return createHash("sha256")
    .update(JSON.stringify([format, revisions, surroundings]))
    .digest("hex")
    .slice(0, 32);
}
