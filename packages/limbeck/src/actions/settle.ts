import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, type Unverified } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { openCanonicalCache } from "../project/canonicalCache.ts";
import { equalityOf } from "../project/equality.ts";
import { type Project } from "../project/project.ts";

/** The two sides of a comparison, and all that its outcome depends on. */
export interface Sides {
  readonly models: Schema;
  readonly database: Schema;
  readonly searchPath: string;
  /** Whether the models say which comments there are. */
  readonly comments: boolean;
  readonly serverVersion: number;
}

export interface Settled {
  readonly operations: readonly Operation[];
  readonly before: Schema;
  readonly after: Schema;
  readonly unverified: readonly Unverified[];
}

/**
 * Puts the models into the words of the other side and compares. Sides that were found equal before, to the letter, are
 * not compared again.
 */
export async function settle(project: Project, connection: Connection, sides: Sides): Promise<Settled> {
  const equality = equalityOf(project.cacheDir, sides);
  if (equality.known) return { operations: [], before: sides.database, after: sides.models, unverified: [] };
  const settled = await settleAnew(project, connection, sides);
  if (settled.operations.length === 0 && settled.unverified.length === 0) await equality.remember();
  return settled;
}

async function settleAnew(project: Project, connection: Connection, sides: Sides): Promise<Settled> {
  const cache = openCanonicalCache(project.cacheDir);
  const { models, database, unverified } = await canonicalise({ ...sides, connection, cache });
  await cache.store();
  const operations = diff(database, models, sides);
  return { operations, before: database, after: models, unverified };
}
