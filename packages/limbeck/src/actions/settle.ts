import { type Connection } from "@limbeck/database";
import {
  type Decided,
  decideRenames,
  diff,
  type Questioner,
  type RenameCandidate,
  withRenames,
} from "@limbeck/differ";
import { canonicalise, type Unverified } from "@limbeck/introspector";
import { nameKey, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { openCanonicalCache } from "../project/canonicalCache.ts";
import { forTexts } from "../project/engine.ts";
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
  /** What may be renames, and was not taken for such. */
  readonly candidates: readonly RenameCandidate[];
}

/**
 * Puts the models into the words of the other side and compares. Sides that were found equal before, to the letter, are
 * not compared again. Renames are decided first; `before` is the other side without them. Errors: those of the questioner.
 */
export async function settle(
  project: Project,
  connection: Connection,
  sides: Sides,
  ask: Questioner,
): Promise<Settled> {
  const equality = equalityOf(project.cacheDir, sides);
  const decided = await decideRenames(sides.database, sides.models, ask);
  if (equality.known)
    return { operations: [], before: sides.database, after: sides.models, unverified: [], candidates: [] };
  const settled = await settleAnew(project, connection, sides, decided);
  if (settled.operations.length === 0 && settled.unverified.length === 0) await equality.remember();
  return settled;
}

async function settleAnew(
  project: Project,
  connection: Connection,
  sides: Sides,
  { before, operations: renames, candidates, reworded }: Decided,
): Promise<Settled> {
  const cache = openCanonicalCache(project.cacheDir);
  // Of a view that reads what was renamed, nobody knows the server's words: it counts as changed.
  const apart = new Set(reworded.map(nameKey));
  const known = { ...before, views: before.views.filter((view) => !apart.has(nameKey(view))) };
  const { models, unverified } = await canonicalise({
    ...sides,
    ...forTexts(project),
    database: known,
    connection,
    cache,
  });
  await cache.store();
  const operations = withRenames(renames, diff(before, models, sides));
  return { operations, before: sides.database, after: models, unverified, candidates };
}
