import { type Hazard, hazards, losesData } from "@limbeck/operations";
import {
  current as readCurrent,
  type Current,
  downgrade as runDowngrade,
  type PreparedStep,
  type RunOptions,
  type RunResult,
  stamp as runStamp,
  upgrade as runUpgrade,
} from "@limbeck/runtime";

import { connectTo } from "../project/connect.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { type Report } from "./event.ts";

export interface RunInput {
  readonly project: Project;
  readonly target: string;
  readonly tag?: string;
  /** Milliseconds to wait for the migration lock; absent: as long as its holder lives. */
  readonly lockWait?: number;
  readonly lockRetries?: number;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

export interface DowngradeInput extends RunInput {
  /** Asked before anything is lost; what it throws ends the run before it starts. */
  readonly approve?: (losses: readonly Hazard[]) => Promise<void> | void;
}

/** Applies revisions up to the target. */
export function upgrade(input: RunInput): Promise<RunResult> {
  return runUpgrade({ ...accessOf(input, "upgrade"), target: input.target, options: runOptions(input) });
}

/** Takes revisions back down to the target. */
export function downgrade(input: DowngradeInput): Promise<RunResult> {
  const approve = async (steps: readonly PreparedStep[]): Promise<void> => {
    const losses = lossesOf(steps);
    if (losses.length > 0) await input.approve?.(losses);
  };
  const options = { ...runOptions(input), approve };
  return runDowngrade({ ...accessOf(input, "downgrade"), target: input.target, options });
}

/** Says where the database is, without running anything. */
export function stamp(
  input: RunInput & { readonly targets: readonly string[]; readonly purge?: boolean },
): Promise<RunResult> {
  const { purge = false, targets } = input;
  return runStamp({ ...accessOf(input, "stamp"), target: targets, purge, options: runOptions(input) });
}

/** Where the database is. */
export function current(project: Project): Promise<Current> {
  const { graph } = readRevisions(project);
  const table = project.config.versionTable ?? {};
  return readCurrent({ connect: () => connectTo(project, "current"), graph, table });
}

export function lossesOf(steps: readonly PreparedStep[]): readonly Hazard[] {
  return steps.flatMap(({ operations }) => operations.flatMap(hazards)).filter(losesData);
}

function accessOf({ project, signal }: RunInput, command: string) {
  const { graph, load } = readRevisions(project);
  return { connect: () => connectTo(project, command, signal), graph, load };
}

function runOptions({ project, tag, lockWait, lockRetries, report, signal }: RunInput): RunOptions {
  const { config, x } = project;
  return {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...pick(config, ["transaction", "lock", "lockTimeout", "lockRetries", "statementTimeout"]),
    ...(tag === undefined ? {} : { tag }),
    ...(lockWait === undefined ? {} : { lockWait }),
    ...(lockRetries === undefined ? {} : { lockRetries }),
    ...(report === undefined ? {} : { report }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Some members of an object, those that are there. */
function pick<T extends object, K extends keyof T>(
  value: T,
  keys: readonly K[],
): { [P in K]?: NonNullable<T[P]> } {
  const present = keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]] as const);
  // The entries are those of T under the keys of K; Object.fromEntries forgets that.
  return Object.fromEntries(present) as { [P in K]?: NonNullable<T[P]> };
}
