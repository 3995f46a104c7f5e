import { type Connection } from "@limbeck/database";
import {
  adoptDivision,
  adoptRoleOptions,
  adoptRowSecurity,
  asItStands,
  type Decided,
  decideRenames,
  diff,
  type Questioner,
  withoutReworded,
  withRenames,
  withReworded,
  withViewsAnew,
} from "@limbeck/differ";
import { canonicalise, type CanonicaliseOptions } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";

import { forTexts } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { type DiffResult } from "./diff.ts";
import { type Side } from "./side.ts";

/**
 * Decides renames, puts both sides into the same words and compares. The side with a server answers for its own words; the other one
 * is what has to be put into them. Errors: those of the questioner.
 */
export async function settleSides(
  project: Project,
  before: Side,
  after: Side,
  connection: Connection,
  ask: Questioner,
): Promise<DiffResult> {
  const decided = await decideRenames(before.schema, after.schema, ask);
  const turned = before.connection === undefined && after.connection !== undefined;
  const { first, second } = await inSameWords(decided, after.schema, turned, {
    connection,
    ...forTexts(project),
  });
  // What the one side does not speak of is as the other one has it.
  const secured = adoptDivision(second, adoptRowSecurity(second, first, before.rowSecurity));
  const start = adoptRoleOptions(second, secured);
  const target = adoptRowSecurity(start, second, after.rowSecurity);
  const comments = before.comments && after.comments;
  const renamed = decided.operations.length > 0;
  const changes = diff(start, target, { comments, serverVersion: before.serverVersion, renamed });
  return {
    operations: withRenames(decided.operations, changes, before.schema),
    before: renamed ? before.schema : start,
    after: target,
    comments,
    candidates: decided.candidates,
  };
}

async function inSameWords(
  decided: Decided,
  after: Schema,
  turned: boolean,
  asked: Pick<CanonicaliseOptions, "connection" | "scratch">,
) {
  const { before, reworded } = decided;
  if (!turned) {
    const { models, database, moved } = asItStands(decided, after);
    const settled = await canonicalise({ models, database: withoutReworded(database, reworded), ...asked });
    return { first: before, second: withViewsAnew(moved(settled.models), reworded) };
  }
  const models = withoutReworded(before, reworded);
  const settled = await canonicalise({ models, database: after, ...asked });
  return {
    first: withReworded(settled.models, before, reworded),
    second: withViewsAnew(settled.database, reworded),
  };
}
