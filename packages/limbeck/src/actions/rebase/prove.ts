import { isLimbeckError } from "@limbeck/model";
import { holdingDifferences, type Proof } from "@limbeck/proof";
import { ancestors, descendants, effectiveHeadsOf, revisionOf } from "@limbeck/revisions";

import { rebaseConflict, rebaseDiffers } from "../../graphErrors.ts";
import { engineOf } from "../../project/engine.ts";
import { type Project } from "../../project/project.ts";
import { type Revisions } from "../../project/revisions.ts";
import { onTrial, type Trial, untried } from "../../project/trial.ts";
import { culpritOf, failedStep } from "../culprit.ts";

export interface ProveRebaseInput {
  readonly project: Project;
  /** As they will be. */
  readonly revisions: Revisions;
  /** As they are; absent where they make no graph. */
  readonly before?: Revisions | undefined;
  /** The revision that is moved. */
  readonly root: string;
}

/**
 * Runs what was moved in its new place: up, down, where nothing is left that was not there before, and up again. Errors:
 * `rebase-conflict` where a step fails, `rebase-differs`. Unproved where the embedded PostgreSQL is not installed, where it
 * cannot run what lies below, or what is moved even in its old place, and, as to the way back, where a revision has none.
 */
export async function proveRebase(input: ProveRebaseInput): Promise<Proof> {
  try {
    return await onTrial(input.project, input.revisions, (trial) => proveOn(trial, input));
  } catch (error) {
    return { kind: "unproved", reason: untried(error) };
  }
}

async function proveOn(trial: Trial, input: ProveRebaseInput): Promise<Proof> {
  const { root } = input;
  const { graph } = input.revisions;
  const moved = descendants(graph, [root]);
  const all = ancestors(graph, moved);
  const below = effectiveHeadsOf(graph, new Set([...all].filter((id) => !moved.has(id))));
  const tops = effectiveHeadsOf(graph, all);
  const lacking = await attempt(() => goUp(trial, below));
  if (lacking !== undefined) return { kind: "unproved", reason: lackingWords(input, lacking) };
  const before = await trial.holding();
  const failed = await attempt(() => goUp(trial, tops));
  if (failed !== undefined && (await failsAnyway(input, failed)))
    return { kind: "unproved", reason: lackingWords(input, failed) };
  if (failed !== undefined) throw conflictOf(trial, root, "upgrade", failed);
  const after = await trial.holding();
  const parent = revisionOf(graph, root).downRevisions[0] ?? "base";
  const noWay = await noWayBack(() =>
    // Only the line of the root: what else stands on the same parent stays.
    tryTo(trial, root, "downgrade", () => trial.down(`${root}@${parent}`)),
  );
  if (noWay !== undefined) return { kind: "unproved", reason: `up, but not down: ${noWay}` };
  hold(root, "downgrade", holdingDifferences(await trial.holding(), before, trial.version));
  await tryTo(trial, root, "second upgrade", () => goUp(trial, tops));
  hold(root, "second upgrade", holdingDifferences(await trial.holding(), after, trial.version));
  return { kind: "proved" };
}

type Station = "upgrade" | "downgrade" | "second upgrade";

async function goUp(trial: Trial, targets: readonly string[]): Promise<void> {
  if (targets.length > 0) await trial.up(targets);
}

/** What the server refused; what else goes wrong goes on. */
async function attempt(act: () => Promise<void>): Promise<Error | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (isLimbeckError(error) && error.code === "migration-failed") return error;
    throw error;
  }
}

async function tryTo(trial: Trial, root: string, station: Station, act: () => Promise<void>): Promise<void> {
  const error = await attempt(act);
  if (error !== undefined) throw conflictOf(trial, root, station, error);
}

function conflictOf(trial: Trial, root: string, station: Station, error: Error): Error {
  const failed = failedStep(error);
  const other = culpritOf(trial.steps, failed);
  const conflict = {
    ...failed,
    revision: failed.revision ?? root,
    ...(other === undefined ? {} : { other }),
  };
  return rebaseConflict(root, station, conflict, error);
}

/** What needs something that only the user's own databases have, such as a table of a hosted service, fails anywhere else. */
async function failsAnyway({ project, before, root }: ProveRebaseInput, error: Error): Promise<boolean> {
  if (before === undefined) return false;
  const { graph } = before;
  const tops = effectiveHeadsOf(graph, ancestors(graph, descendants(graph, [root])));
  const again = await onTrial(project, before, (trial) => attempt(() => goUp(trial, tops)));
  return again !== undefined && failedStep(again).reason === failedStep(error).reason;
}

async function noWayBack(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (isLimbeckError(error) && error.code === "irreversible") return error.message;
    throw error;
  }
}

function hold(root: string, station: Station, differences: readonly string[]): void {
  if (differences.length > 0) throw rebaseDiffers(root, station, differences);
}

function lackingWords({ project }: ProveRebaseInput, error: Error): string {
  const { place } = engineOf(project);
  const { revision, reason } = failedStep(error);
  return `${revision === undefined ? "what lies below" : `revision ${revision}`} cannot run on ${place}: ${reason}`;
}
