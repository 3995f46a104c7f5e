import {
  downgrade as runDowngrade,
  type Loss,
  lossesOn,
  type RunOptions,
  type RunResult,
  stamp as runStamp,
  upgrade as runUpgrade,
} from "@limbeck/runtime";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { type RunInput, runOptions, withAccess } from "./access.ts";

export interface DowngradeInput extends RunInput {
  /** Told what is there to be lost, before anything is; what it throws ends the run before it starts. */
  readonly approve?: (losses: readonly Loss[]) => Promise<void> | void;
}

export interface DowngradeResult extends RunResult {
  /** What data was destroyed, in the order of the steps; a table that had no rows is none. */
  readonly losses: readonly Loss[];
}

export interface StampInput extends RunInput {
  /** Forgets every row first, also those that no file has. */
  readonly purge?: boolean;
}

/** Applies revisions up to the target. Errors: those of the runtime. */
export async function upgrade(project: Project, target: string, input: RunInput = {}): Promise<RunResult> {
  const { graph, load } = readRevisions(project);
  const options = runOptions(project, input);
  return withAccess(project, input, "upgrade", (access) =>
    runUpgrade({ ...access, graph, load, target, options }),
  );
}

/** Takes revisions back down to the target. Errors: those of the runtime. */
export async function downgrade(
  project: Project,
  target: string,
  input: DowngradeInput = {},
): Promise<DowngradeResult> {
  let lost: readonly Loss[] = [];
  const plain = runOptions(project, input);
  const approve: RunOptions["approve"] = async (steps, connection) => {
    lost = await lossesOn(connection, plain, steps);
    if (lost.length > 0) await input.approve?.(lost);
  };
  const { graph, load } = readRevisions(project);
  const options = { ...plain, approve };
  const result = await withAccess(project, input, "downgrade", (access) =>
    runDowngrade({ ...access, graph, load, target, options }),
  );
  return { ...result, losses: lost };
}

/** Says where the database is, without running anything. */
export async function stamp(
  project: Project,
  target: readonly string[],
  input: StampInput = {},
): Promise<RunResult> {
  const { purge = false } = input;
  const { graph } = readRevisions(project);
  const options = runOptions(project, input);
  return withAccess(project, input, "stamp", (access) =>
    runStamp({ ...access, graph, target, purge, options }),
  );
}
