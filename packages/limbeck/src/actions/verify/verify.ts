import { type Signal } from "@limbeck/database";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import { ancestors, effectiveHeads, type Graph, newestFirst, revisionOf } from "@limbeck/revisions";

import { externalsFor } from "../../project/externals.ts";
import { loadProjectModels } from "../../project/models.ts";
import { type Project } from "../../project/project.ts";
import { readRevisions, type Revisions } from "../../project/revisions.ts";
import { untried } from "../../project/trial.ts";
import { placeForRevisions } from "../../project/placeFor.ts";
import { type Scratch, type TrialPlace } from "../../project/trialPlace.ts";
import { check } from "../check.ts";
import { plural, type Report } from "../event.ts";
import { failedStep } from "../culprit.ts";
import { newBench } from "./bench.ts";
import { selected, type Selection } from "./select.ts";
import { type Outcome } from "./verified.ts";
import { verifyOne } from "./verifyOne.ts";

export interface VerifyOptions extends Selection, Scratch {
  readonly report?: Report;
  readonly signal?: Signal;
}

/** A revision, and what came of it. */
export type VerifiedRevision = Outcome & {
  readonly revision: string;
  readonly message: string;
  /** Absolute. */
  readonly file?: string;
};

export interface VerifyResult {
  /** Where it was tried, in words. */
  readonly on: string;
  /** In the order in which they are applied. */
  readonly revisions: readonly VerifiedRevision[];
  /** What differs between the heads and the models; absent where there are no models, or a head was not in question. */
  readonly models?: ModelsOutcome;
}

export type ModelsOutcome =
  | { readonly kind: "compared"; readonly differences: readonly string[] }
  /** Each head runs by itself, but not all of them together. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "unproved"; readonly reason: string };

/**
 * Proves revisions on a scratch database: up, down, where nothing is left, and up again with the same outcome; and that the heads are
 * what the models say. No database of the project is touched. What fails of a revision is in the answer; errors: those of
 * symbols, of models and of engines, `scratch-lacks-extension`, `scratch-shared` (2), and `cancelled` (130).
 */
export async function verify(project: Project, options: VerifyOptions = {}): Promise<VerifyResult> {
  const revisions = readRevisions(project);
  const { graph } = revisions;
  const ids = await selected(project, graph, options);
  const { scratch, signal } = options;
  const place = placeForRevisions({ project, revisions: neededBy(revisions, ids), scratch, signal });
  const withModels = project.config.schema !== undefined && hasAllHeads(graph, ids);
  // What is wrong with them is better told now than after all the rest.
  if (withModels) await loadProjectModels(project);
  const start = performance.now();
  const outcomes = await verifyAll(project, revisions, ids, place, options);
  const text = `${plural(ids.size, "revision")} on ${place.name}`;
  options.report?.({ kind: "stage", stage: "tried", text, duration: performance.now() - start });
  const models = withModels ? await modelsOutcome(project, graph, outcomes) : undefined;
  return {
    on: place.name,
    revisions: listed(graph, outcomes),
    ...(models === undefined ? {} : { models }),
  };
}

/** The revisions with the files only that lead to these ids: of others nothing is asked. */
function neededBy(revisions: Revisions, ids: ReadonlySet<string>): Revisions {
  const { graph } = revisions;
  const files = new Set([...ancestors(graph, ids)].map((id) => revisionOf(graph, id).file));
  return { ...revisions, files: revisions.files.filter(({ path }) => files.has(path)) };
}

type Outcomes = ReadonlyMap<string, Outcome>;

async function verifyAll(
  project: Project,
  revisions: Revisions,
  ids: ReadonlySet<string>,
  place: TrialPlace,
  { report, signal }: VerifyOptions,
): Promise<Outcomes> {
  const externals = await externalsFor(project);
  // It follows each line as far as it goes, so that the next revision mostly stands on the one before.
  const order = newestFirst(revisions.graph, ids).toReversed();
  const bench = newBench({ project, revisions, place, externals, order, signal });
  const outcomes = new Map<string, Outcome>();
  try {
    for (const id of order) {
      report?.({ kind: "working", stage: "tried", number: outcomes.size + 1, total: ids.size });
      outcomes.set(id, await verifyOne(bench, id));
    }
    return outcomes;
  } finally {
    await bench.spoil();
    await place.end();
  }
}

function listed(graph: Graph, outcomes: Outcomes): readonly VerifiedRevision[] {
  return [...outcomes].map(([revision, outcome]) => {
    const { message, file } = revisionOf(graph, revision);
    return { revision, message, ...(file === undefined ? {} : { file }), ...outcome };
  });
}

/** Only of all heads together can it be said whether they are what the models say. */
function hasAllHeads(graph: Graph, ids: ReadonlySet<string>): boolean {
  const ends = effectiveHeads(graph);
  return ends.length > 0 && ends.every((id) => ids.has(id));
}

async function modelsOutcome(project: Project, graph: Graph, outcomes: Outcomes): Promise<ModelsOutcome> {
  const isProved = (id: string): boolean => outcomes.get(id)?.kind === "proved";
  if (!effectiveHeads(graph).every(isProved)) return { kind: "unproved", reason: "a head is not proved" };
  try {
    const { differences } = await check(project, { against: "revisions" });
    return { kind: "compared", differences };
  } catch (error) {
    if (isLimbeckError(error) && error.code === "migration-failed")
      return { kind: "failed", reason: togetherWords(error) };
    return { kind: "unproved", reason: untried(error) };
  }
}

function togetherWords(error: LimbeckError): string {
  const { revision, reason } = failedStep(error);
  const which = revision === undefined ? "" : `revision ${revision}: `;
  return `the heads do not run together: ${which}${reason}`;
}
