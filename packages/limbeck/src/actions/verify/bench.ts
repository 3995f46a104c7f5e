import { clearRows, emptyOf, lostRows, readRows } from "@limbeck/proof";
import { isLimbeckError, type LimbeckError, type Schema, type Table } from "@limbeck/model";
import { ancestors, effectiveHeadsOf } from "@limbeck/revisions";

import { beginReplay } from "../../project/beginReplay.ts";
import { type Project } from "../../project/project.ts";
import { type Revisions } from "../../project/revisions.ts";
import { type Trial, trialOn } from "../../project/trial.ts";
import { type TrialPlace } from "../../project/trialPlace.ts";
import { failedStep } from "../culprit.ts";
import { concernedBy, recorded } from "./concerned.ts";
import { type Start } from "./thereAndBack.ts";
import { type Unproved } from "./verified.ts";

export interface BenchInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly place: TrialPlace;
  /** Tables of others that foreign keys lead to. */
  readonly externals: readonly Table[];
  /** The revisions that will ask for a trial, in turn. */
  readonly order: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** As `beginReplay` has it. */
  readonly keepFrom?: number;
}

/** Scratch databases, one after the other, of which each revision gets one that stands right below it. */
export interface Bench {
  /** A trial at which all that the revision needs is applied, and nothing else, without rows of ours; or why that cannot be. */
  readonly below: (revision: string) => Promise<Trial | Unproved>;
  /** The part of a schema that the revision concerns; where nobody knows what it does, all of it. */
  readonly concern: (revision: string, before: Schema) => Promise<Schema>;
  /** Whether the next revision wants a trial that has this one, and nothing that this one does not need. */
  readonly leadsOn: (revision: string) => boolean;
  /** The trial has the revision now, and no rows but those that revisions put there. */
  readonly isAt: (revision: string) => void;
  /** Nobody knows what the trial holds: it is not used again. */
  readonly spoil: () => Promise<void>;
}

export function newBench(input: BenchInput): Bench {
  const { graph } = input.revisions;
  let trial: Trial | undefined;
  let applied: ReadonlySet<string> = new Set();
  const spoil = async (): Promise<void> => {
    const old = trial;
    trial = undefined;
    await old?.connection.close();
  };
  const neededBy = (revision: string): ReadonlySet<string> =>
    new Set([...ancestors(graph, [revision])].filter((id) => id !== revision));
  return {
    below: async (revision) => {
      const needed = neededBy(revision);
      if (trial !== undefined && sameIds(applied, needed)) return trial;
      await spoil();
      const opened = await replayedTrial(input, effectiveHeadsOf(graph, needed));
      if ("kind" in opened) return opened;
      applied = needed;
      return (trial = opened);
    },
    concern: async (revision, before) => concernedBy(await recorded(input, revision), before),
    leadsOn: (revision) => {
      const next = input.order[input.order.indexOf(revision) + 1];
      return next !== undefined && sameIds(neededBy(next), new Set([...applied, revision]));
    },
    isAt: (revision) => {
      applied = new Set([...applied, revision]);
    },
    spoil,
  };
}

function sameIds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

async function replayedTrial(input: BenchInput, target: readonly string[]): Promise<Trial | Unproved> {
  const { project, revisions, place, externals, signal, keepFrom } = input;
  const watched = signal === undefined ? {} : { signal };
  const kept = keepFrom === undefined ? {} : { keepFrom };
  const begin = { project, revisions, place, target, externals, options: watched, ...kept };
  const { scratch, finish } = await beginReplay(begin);
  try {
    await finish();
    return trialOn(scratch, project, revisions, watched);
  } catch (error) {
    await scratch.close();
    if (!isLimbeckError(error) || error.code === "cancelled") throw error;
    return { kind: "unproved", reason: lackingWords(error) };
  }
}

function lackingWords(error: LimbeckError): string {
  const { revision, reason } = failedStep(error);
  const what = revision === undefined ? "what it needs" : `revision ${revision}, which it needs,`;
  return `${what} cannot run: ${reason}`;
}

/** Takes our rows out of a trial that has come back to where it started; says whether it is as it was. */
export async function isBare({ connection }: Trial, { concerned, own }: Start): Promise<boolean> {
  try {
    await clearRows(connection, emptyOf(concerned, own));
    return lostRows(own, await readRows(connection, concerned)).length === 0;
  } catch {
    // Not every role of a server may.
    return false;
  }
}
