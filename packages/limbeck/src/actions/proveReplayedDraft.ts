import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { externalsOf, perform, type Proof, type ProofInput, proveReplayed } from "@limbeck/proof";
import { ancestors, buildGraph, effectiveHeadsOf } from "@limbeck/revisions";

import { beginReplay } from "../project/beginReplay.ts";
import { anyOpaque } from "../project/opaque.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { lackingOn, type TrialPlace } from "../project/trialPlace.ts";
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
 * Proves a draft on what the revisions below it have made, where one of them is opaque, so that a Schema may not tell all of it. Answers
 * nothing where none is, where they cannot be replayed, or where they lead to something else than the draft starts from. Errors: as `prove`.
 */
export async function proveReplayedDraft(input: ReplayedDraftInput): Promise<PlacedProof | undefined> {
  const { draft, drafted, placeFor } = input;
  const revisions = withTexts(input.revisions, [...drafted, draft]);
  const target = await opaqueBelow(input);
  if (target === undefined) return undefined;
  const place = placeFor(revisions);
  try {
    const proof = await proveAt(place, { ...input, revisions }, target);
    return proof === undefined ? undefined : { place: place.name, proof };
  } finally {
    await place.end();
  }
}

async function proveAt(
  place: TrialPlace,
  { project, revisions, drafted, proof }: ReplayedDraftInput,
  target: readonly string[],
): Promise<Proof | undefined> {
  const externals = externalsOf([proof.before, proof.after ?? proof.before]);
  const replay = await orNothing(beginReplay({ project, revisions, place, target, externals }));
  if (replay === undefined) return undefined;
  const { scratch, finish } = replay;
  try {
    const made = proof.upgrade.flatMap((op) => (op.kind === "createExtension" ? [op.extension.name] : []));
    if ((await lackingOn(scratch, made)).length > 0) return undefined;
    const isThere = await orNothing(brought(scratch, finish, drafted));
    return isThere === undefined ? undefined : await proveReplayed({ ...proof, scratch });
  } finally {
    await scratch.close();
  }
}

async function brought(
  scratch: Connection,
  finish: () => Promise<void>,
  drafted: readonly Draft[],
): Promise<true> {
  await finish();
  for (const { upgrade } of drafted) await perform(scratch, upgrade);
  return true;
}

/** What is to be applied below the drafts, if any of it is opaque. */
async function opaqueBelow(input: ReplayedDraftInput): Promise<readonly string[] | undefined> {
  const { project, revisions, draft, drafted } = input;
  const graph = buildGraph([...revisions.graph.headers.values(), { ...draft.header, file: draft.file }]);
  const own = new Set([...drafted, draft].map(({ id }) => id));
  const ids = new Set([...ancestors(graph, [draft.id])].filter((id) => !own.has(id)));
  return (await anyOpaque(project, revisions, ids)) ? effectiveHeadsOf(graph, ids) : undefined;
}

/** What the drafts ask for of roles, extensions and hosted services is there from the beginning, as it is on the user's server. */
function withTexts(revisions: Revisions, drafts: readonly Draft[]): Revisions {
  const files = drafts.map(({ file, text }) => ({ path: file, text }));
  return { ...revisions, files: [...revisions.files, ...files] };
}

/** What the scratch database refuses tells nothing of the draft. */
async function orNothing<T>(begun: Promise<T>): Promise<T | undefined> {
  try {
    return await begun;
  } catch (error) {
    if (!isLimbeckError(error) || error.code === "cancelled") throw error;
    return undefined;
  }
}
