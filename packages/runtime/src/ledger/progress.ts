import { type HistoryRun } from "./history.ts";
import { type Part } from "../steps/segment.ts";
import { walkedWords } from "../walk/walkedWords.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";

/** A step that is committed. */
export interface FinishedStep {
  readonly revision: string;
  readonly direction: "upgrade" | "downgrade" | "stamp";
  /** The parents of the revision; none for a base. */
  readonly downRevisions: readonly string[];
  readonly message: string;
  /** In milliseconds. */
  readonly duration: number;
}

/** How far a run is; grows while it runs. */
export interface Progress {
  /** The version rows, as they are now. */
  rows: readonly string[];
  readonly total: number;
  /** How many of them were done before the run was planned again. */
  readonly earlier: number;
  readonly finished: FinishedStep[];
  /** What the step in hand has committed already, in words. */
  readonly kept: string[];
  /** When the steps in hand began, tries that failed included. */
  readonly started: Map<string, Started>;
}

interface Started {
  readonly date: Date;
  readonly at: number;
}

/** `finished` are the steps that the run has done already, and the list of those that it will do. */
export function newProgress(steps: number, rows: readonly string[], finished: FinishedStep[]): Progress {
  const earlier = finished.length;
  return { total: earlier + steps, earlier, rows, finished, kept: [], started: new Map() };
}

/** Notes that a part begins; says whether its step does. */
export function begins(progress: Progress, { step }: Part): boolean {
  const { revision } = step.step;
  if (progress.started.has(revision)) return false;
  progress.started.set(revision, { date: new Date(), at: performance.now() });
  if (step.resumed !== undefined && step.resumed.done > 0)
    progress.kept.push(`${step.resumed.done} done by an earlier run`);
  const [item] = step.items;
  if (step.resumed?.walk !== undefined && item?.kind === "walk")
    progress.kept.push(walkedWords(item, step.resumed.walk));
  return true;
}

/** When and how long, for the history. */
export function runOf(
  { started }: Progress,
  { step }: PreparedStep,
  outcome: HistoryRun["outcome"],
): HistoryRun {
  const { date, at } = started.get(step.revision) ?? { date: new Date(), at: performance.now() };
  return { started: date, duration: performance.now() - at, outcome };
}

export function finishedStep(progress: Progress, step: PreparedStep): FinishedStep {
  const { revision, direction } = step.step;
  const { downRevisions, message } = step;
  return { revision, direction, downRevisions, message, duration: runOf(progress, step, "done").duration };
}
