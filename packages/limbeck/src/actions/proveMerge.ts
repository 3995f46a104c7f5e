import { isLimbeckError } from "@limbeck/model";
import { holdingDifferences, type Proof } from "@limbeck/proof";
import { ancestors } from "@limbeck/revisions";
import { type PreparedStep } from "@limbeck/runtime";

import { mergeConflict, mergeDiffers } from "../graphErrors.ts";
import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { type Holding, onTrial, type Trial, untried } from "../project/trial.ts";
import { culpritOf, failedStep } from "./culprit.ts";

export interface ProveMergeInput {
  readonly project: Project;
  readonly revisions: Revisions;
  /** The ends of the branches; full ids. */
  readonly parents: readonly string[];
}

/**
 * Applies the branches in as many orders as there are branches, each of them first once, so that of any two each comes before
 * the other at least once. Errors: `merge-conflict` where an order fails, `merge-differs` where two do not lead to the same
 * schema. Unproved where the embedded PostgreSQL is not installed, or cannot run one of the branches alone.
 */
export async function proveMerge(input: ProveMergeInput): Promise<Proof> {
  const outcomes: Outcome[] = [];
  try {
    for (const order of ordersOf(input.parents)) outcomes.push(await tryOrder(input, order));
  } catch (error) {
    return { kind: "unproved", reason: untried(error) };
  }
  const alone = outcomes.find((outcome) => outcome.kind === "failed" && outcome.before.length === 0);
  if (alone?.kind === "failed") return { kind: "unproved", reason: aloneWords(input, alone) };
  const failed = outcomes.find(({ kind }) => kind === "failed");
  if (failed?.kind === "failed") throw conflictOf(failed);
  holdTogether(outcomes.filter((outcome) => outcome.kind === "reached"));
  return { kind: "proved" };
}

/** `A B C`, `B C A`, `C A B`. */
function ordersOf(parents: readonly string[]): readonly (readonly string[])[] {
  return parents.map((_, at) => [...parents.slice(at), ...parents.slice(0, at)]);
}

type Outcome = Reached | Failed;

interface Reached extends Holding {
  readonly kind: "reached";
  readonly order: readonly string[];
  readonly version: number;
}

interface Failed {
  readonly kind: "failed";
  /** The branches that had been applied, and the one that failed. */
  readonly before: readonly string[];
  readonly branch: string;
  readonly error: unknown;
  readonly steps: readonly PreparedStep[];
}

function tryOrder({ project, revisions }: ProveMergeInput, order: readonly string[]): Promise<Outcome> {
  return onTrial(project, revisions, async (trial) => {
    for (const [at, branch] of order.entries()) {
      const before = order.slice(0, at);
      // A branch that depends on another has brought it along.
      if (ancestors(revisions.graph, before).has(branch)) continue;
      const error = await failureOf(trial, branch);
      if (error !== undefined) return { kind: "failed", before, branch, error, steps: trial.steps };
    }
    return { kind: "reached", order, version: trial.version, ...(await trial.holding()) };
  });
}

async function failureOf(trial: Trial, branch: string): Promise<Error | undefined> {
  try {
    await trial.up([branch]);
    return undefined;
  } catch (error) {
    // What the server refused may lie with the order; a body that cannot be read is wrong in any.
    if (isLimbeckError(error) && error.code === "migration-failed") return error;
    throw error;
  }
}

function aloneWords({ project }: ProveMergeInput, { branch, error }: Failed): string {
  const { revision = branch, reason } = failedStep(error);
  return `revision ${revision} cannot run on ${engineOf(project).place}: ${reason}`;
}

function conflictOf({ before, branch, error, steps }: Failed): Error {
  const failed = failedStep(error);
  const other = culpritOf(steps, failed) ?? before.at(-1) ?? branch;
  return mergeConflict({ ...failed, revision: failed.revision ?? branch, other }, error);
}

function holdTogether([first, ...others]: readonly Reached[]): void {
  for (const other of others) {
    const found = first === undefined ? [] : holdingDifferences(first, other, other.version);
    if (found.length > 0) throw mergeDiffers(first?.order ?? [], other.order, found);
  }
}
