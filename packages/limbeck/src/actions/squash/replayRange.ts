import { diff } from "@limbeck/differ";
import { type BodyEntry } from "@limbeck/emitter";
import { isLimbeckError } from "@limbeck/model";
import { type Operation, reverseAll } from "@limbeck/operations";
import { ancestors, effectiveHeadsOf } from "@limbeck/revisions";

import { type Project } from "../../project/project.ts";
import { type Revisions } from "../../project/revisions.ts";
import { type Holding, onTrial, type Trial } from "../../project/trial.ts";
import { type Place } from "../place.ts";
import { type Block } from "./block.ts";

export interface ReplayRangeInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly blocks: readonly Block[];
  readonly place: Place;
}

/** What the range leads to, and what one revision has to say for that. */
export interface ReplayedRange extends Outcome {
  readonly upgrade: readonly BodyEntry[];
  readonly downgrade: readonly BodyEntry[];
}

/** What a database holds after a range, and after it was taken back; absent where there is no way back. */
export interface Outcome {
  readonly version: number;
  readonly above: Holding;
  readonly below?: Holding;
}

/** Runs the range on a scratch database, block by block. Errors: those of the runtime. */
export function replayRange({ project, revisions, blocks, place }: ReplayRangeInput): Promise<ReplayedRange> {
  return onTrial(project, revisions, async (trial) => {
    await goBelow(trial, revisions, place);
    let at = await trial.holding();
    const upgrade: BodyEntry[] = [];
    const downgrade: BodyEntry[] = [];
    for (const block of blocks) {
      // One by one: of lines that run beside each other, neither brings the other along.
      for (const { revision } of block.steps) await trial.up([revision]);
      const next = await trial.holding();
      const ops = operationsOf(block, () =>
        diff(at.schema, next.schema, { comments: true, serverVersion: trial.version }),
      );
      upgrade.push(...ops.upgrade);
      downgrade.unshift(...ops.downgrade);
      at = next;
    }
    const first = blocks[0]?.steps[0].revision ?? "";
    return { upgrade, downgrade, version: trial.version, above: at, ...(await takenBack(trial, first)) };
  });
}

/** What the range stands on: its parents, and what it depends on. */
export async function goBelow(
  trial: Trial,
  { graph }: Revisions,
  { parents, dependsOn }: Place,
): Promise<void> {
  const below = effectiveHeadsOf(graph, ancestors(graph, [...parents, ...dependsOn]));
  if (below.length > 0) await trial.up(below);
}

/** What is left once a revision and all on it are taken back. */
export async function takenBack(trial: Trial, revision: string): Promise<Pick<Outcome, "below">> {
  try {
    await trial.takeBack(revision);
    return { below: await trial.holding() };
  } catch (error) {
    if (isLimbeckError(error) && error.code === "irreversible") return {};
    throw error;
  }
}

function operationsOf(
  { kind, steps }: Block,
  difference: () => readonly Operation[],
): Pick<ReplayedRange, "upgrade" | "downgrade"> {
  if (kind === "kept") return { upgrade: steps[0].upgrade, downgrade: steps[0].downgrade };
  const upgrade = difference();
  return { upgrade, downgrade: reverseAll(upgrade) };
}
