import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import {
  type Elsewhere,
  externalsOf,
  perform,
  type Proof,
  type ProofInput,
  proveReplayed,
} from "@limbeck/proof";
import { ancestors, buildGraph, effectiveHeadsOf, type Graph } from "@limbeck/revisions";

import { beginReplay } from "../project/beginReplay.ts";
import { anyOpaque } from "../project/opaque.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { lackingOn } from "../project/lackingExtensions.ts";
import { type TrialPlace } from "../project/trialPlace.ts";
import { failedStep } from "./culprit.ts";
import { type Draft } from "./draft.ts";

export interface ReplayedDraftInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly draft: Draft;
  /** What the draft stands on and is not written yet either, oldest first. */
  readonly drafted: readonly Draft[];
  /** Where these revisions and drafts may be tried together. */
  readonly placeFor: (revisions: Revisions) => TrialPlace;
  readonly proof: Omit<ProofInput, "scratch">;
}

/** A proof, and where it was had. */
export interface PlacedProof {
  readonly place: string;
  readonly proof: Proof;
}

/**
 * Proves a draft on what revisions have made, where one of them is opaque, so that a Schema may not tell all of it: all revisions, for these
 * were compared, else those below it. Answers nothing where none is opaque, and otherwise why it cannot start there. Errors: as `prove`.
 */
export async function proveReplayedDraft(
  input: ReplayedDraftInput,
): Promise<PlacedProof | Elsewhere | undefined> {
  const { draft, drafted, placeFor } = input;
  const revisions = withTexts(input.revisions, [...drafted, draft]);
  let elsewhere: Elsewhere | undefined;
  for (const target of await opaqueTargets(input)) {
    const place = placeFor(revisions);
    try {
      const proof = await proveAt(place, { ...input, revisions }, target);
      if (proof.kind !== "elsewhere") return { place: place.name, proof };
      elsewhere ??= proof;
    } finally {
      await place.end();
    }
  }
  return elsewhere;
}

async function proveAt(
  place: TrialPlace,
  { project, revisions, drafted, proof }: ReplayedDraftInput,
  target: readonly string[],
): Promise<Proof | Elsewhere> {
  const externals = externalsOf([proof.before, proof.after ?? proof.before]);
  const replay = await orElsewhere(place, beginReplay({ project, revisions, place, target, externals }));
  if ("kind" in replay) return replay;
  const { scratch, finish } = replay;
  try {
    const made = proof.upgrade.flatMap((op) => (op.kind === "createExtension" ? [op.extension.name] : []));
    const lacking = await lackingOn(scratch, made);
    if (lacking.length > 0) return elsewhere(`${place.name} has no extension ${lacking.join(", ")}`);
    const isThere = await orElsewhere(place, brought(scratch, finish, drafted));
    return "kind" in isThere ? isThere : await proveReplayed({ ...proof, scratch });
  } finally {
    await scratch.close();
  }
}

async function brought(
  scratch: Connection,
  finish: () => Promise<void>,
  drafted: readonly Draft[],
): Promise<object> {
  await finish();
  for (const { upgrade } of drafted) await perform(scratch, upgrade);
  return {};
}

/** What is to be applied first, in each of the ways in which any of it is opaque. */
async function opaqueTargets(input: ReplayedDraftInput): Promise<readonly (readonly string[])[]> {
  const { project, revisions, draft, drafted } = input;
  const graph = buildGraph([...revisions.graph.headers.values(), { ...draft.header, file: draft.file }]);
  const own = new Set([...drafted, draft].map(({ id }) => id));
  const without = (ids: Iterable<string>): ReadonlySet<string> =>
    new Set([...ids].filter((id) => !own.has(id)));
  const all = without(graph.ids);
  const below = without(ancestors(graph, [draft.id]));
  const ways = all.size === below.size ? [below] : [all, below];
  return targetsOf(graph, ways, (ids) => anyOpaque(project, revisions, ids));
}

async function targetsOf(
  graph: Graph,
  ways: readonly ReadonlySet<string>[],
  isOpaque: (ids: ReadonlySet<string>) => Promise<boolean>,
): Promise<readonly (readonly string[])[]> {
  const targets: (readonly string[])[] = [];
  for (const ids of ways) if (await isOpaque(ids)) targets.push(effectiveHeadsOf(graph, ids));
  return targets;
}

/** What the drafts ask for of roles, extensions and hosted services is there from the beginning, as it is on the user's server. */
function withTexts(revisions: Revisions, drafts: readonly Draft[]): Revisions {
  const files = drafts.map(({ file, text }) => ({ path: file, text }));
  return { ...revisions, files: [...revisions.files, ...files] };
}

/** What the scratch database refuses tells nothing of the draft. */
async function orElsewhere<T extends object>(
  { name }: TrialPlace,
  begun: Promise<T>,
): Promise<T | Elsewhere> {
  try {
    return await begun;
  } catch (error) {
    if (!isLimbeckError(error) || error.code === "cancelled") throw error;
    const { revision, reason } = failedStep(error);
    const what = revision === undefined ? "the revisions" : `revision ${revision}`;
    return elsewhere(`${what} cannot run on ${name}: ${reason}`);
  }
}

function elsewhere(reason: string): Elsewhere {
  return { kind: "elsewhere", reason };
}
