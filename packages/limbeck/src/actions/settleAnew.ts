import { type Connection } from "@limbeck/database";
import {
  asItStands,
  decideRenames,
  diffTold,
  type Questioner,
  withoutReworded,
  withRenames,
} from "@limbeck/differ";
import { canonicalise } from "@limbeck/introspector";

import { openCanonicalCache } from "../project/canonicalCache.ts";
import { forTexts } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { type Settled, type Sides } from "./settle.ts";

/** What answers questions; `scratch` those that the connection may not be asked. */
interface Answering {
  readonly project: Project;
  readonly connection: Connection;
  readonly scratch: (() => Promise<Connection>) | undefined;
}

/** Decides renames, puts the models into the words of the other side, and compares. Errors: those of the questioner. */
export async function settleAnew(
  { project, connection, scratch }: Answering,
  sides: Sides,
  ask: Questioner,
): Promise<Settled> {
  const decided = await decideRenames(sides.database, sides.models, ask);
  const { before, operations: renames, candidates, reworded } = decided;
  const cache = openCanonicalCache(project.cacheDir());
  const { moved, ...stands } = asItStands(decided, sides.models);
  const { models: settled, unverified } = await canonicalise({
    ...sides,
    ...forTexts(project),
    models: stands.models,
    database: withoutReworded(stands.database, reworded),
    connection,
    cache,
    ...(scratch === undefined ? {} : { scratch }),
  });
  await cache.store();
  const models = moved(settled);
  const { operations: changes, refusals } = diffTold(before, models, {
    ...sides,
    renamed: renames.length > 0,
  });
  const operations = withRenames(renames, changes, sides.database);
  return { operations, refusals, before: sides.database, after: models, unverified, candidates };
}
