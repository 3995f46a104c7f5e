import { rm } from "node:fs/promises";

import { type Schema } from "@limbeck/model";
import {
  applyAll,
  describeAll,
  hazards,
  isCopied,
  losesData,
  OPAQUE,
  type Operation,
  reverseAll,
} from "@limbeck/operations";
import { buildGraph } from "@limbeck/revisions";

import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { type Comparison } from "./compare.ts";
import { type Draft, draftOf } from "./draft.ts";
import { keep } from "./keep.ts";
import { type Place } from "./place.ts";
import { possibleRename } from "./renameNotes.ts";
import { processed, type ProcessedPlan } from "./process.ts";
import { type DraftProof, proveDraft } from "./proveDraft.ts";
import { type RevisionOptions, type RevisionResult } from "./revision.ts";
import { refuseTooOld } from "./tooOld.ts";

export interface WriteInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly place: Place;
  readonly operations: readonly Operation[];
  /** Absent: their opposites, back to front. */
  readonly downgrade?: readonly Operation[];
  /** What there is nothing to compare with, the author's own, is not proved. */
  readonly comparison?: Compared | undefined;
  readonly options: RevisionOptions;
  /** What it stands on and is not written yet either, oldest first. */
  readonly drafted?: readonly Draft[];
}

type Compared = Pick<Comparison, "before" | "after" | "comments" | "extensions"> &
  Partial<Pick<Comparison, "candidates" | "serverVersion">>;

/** A revision that was drafted and proved, and is not written yet. */
export interface Made {
  readonly draft: Draft;
  readonly proof?: DraftProof;
}

/**
 * Drafts, proves and keeps what the project's `processRevision` makes of a revision: nothing is written before all of it is
 * proved. Errors: those of the hook, the draft and the proof.
 */
export async function writeRevision(input: WriteInput): Promise<RevisionResult> {
  const { project, options } = input;
  const made = await makeRevisions(input);
  if (options.dryRun !== true) await keepAll(project, made, options);
  const [first, ...others] = made.map((one) => resultOf(one, options.dryRun === true));
  const renames = (input.comparison?.candidates ?? []).map(possibleRename);
  return {
    ...(first ?? { found: [], losses: [] }),
    ...(renames.length === 0 ? {} : { renames }),
    ...(others.length === 0 ? {} : { others }),
  };
}

/** Drafts and proves; writes nothing. Errors: as `writeRevision`. */
export async function makeRevisions(input: WriteInput): Promise<readonly Made[]> {
  const { project, operations: upgrade, downgrade = reverseAll(upgrade), options } = input;
  const made: Made[] = [];
  let at: WriteInput = input;
  for (const plan of await processed(project, { message: options.message, upgrade, downgrade })) {
    const one = await make(at, plan);
    made.push(one);
    at = behind(at, plan, one.draft);
  }
  return made;
}

async function make(
  { project, revisions, place, comparison, options, drafted = [] }: WriteInput,
  plan: ProcessedPlan,
): Promise<Made> {
  const { id, versionPath, prove = true, report } = options;
  const candidates = comparison?.candidates ?? [];
  const told = comparison === undefined ? { candidates } : { candidates, ends: comparison };
  const draft = await draftOf({ ...plan, project, revisions, place, id, versionPath, ...told });
  if (comparison === undefined) return { draft };
  refuseTooOld(project, [...plan.upgrade, ...plan.downgrade], comparison.serverVersion);
  const expected = plan.changed ? { ...comparison, after: afterOf(comparison.before, plan) } : comparison;
  const proof = await proveDraft({ project, revisions, comparison: expected, draft, drafted, prove, report });
  return { draft, ...(proof === undefined ? {} : { proof }) };
}

/** What a rewritten revision leads to; absent where only an engine can tell. */
function afterOf(before: Schema, { upgrade }: ProcessedPlan): Schema | undefined {
  const after = applyAll(before, upgrade);
  return after === OPAQUE ? undefined : after;
}

/** Where the next of several revisions is written: on the one before. */
function behind(input: WriteInput, plan: ProcessedPlan, draft: Draft): WriteInput {
  const { revisions, comparison, options, drafted = [] } = input;
  const { header, file } = draft;
  const { id: _, ...rest } = options;
  const before = comparison === undefined ? undefined : afterOf(comparison.before, plan);
  const graph = buildGraph([...revisions.graph.headers.values(), { ...header, file }]);
  return {
    ...input,
    revisions: { ...revisions, graph },
    place: { parents: [header.revision], branchLabels: [], dependsOn: [] },
    // What a step leads to that only an engine could tell, the next one cannot be held against.
    comparison: comparison === undefined || before === undefined ? undefined : { ...comparison, before },
    options: rest,
    drafted: [...drafted, draft],
  };
}

/** If one cannot be written, none stays. A command for new files that fails leaves what is written. */
async function keepAll(project: Project, made: readonly Made[], { report }: RevisionOptions): Promise<void> {
  const kept: string[] = [];
  try {
    for (const { draft } of made) {
      await keep(project, draft, report);
      kept.push(draft.file);
    }
  } catch (error) {
    if (kept.length > 0 && kept.length < made.length) await Promise.all(kept.map((file) => rm(file)));
    throw error;
  }
}

function resultOf({ draft, proof }: Made, dryRun: boolean): RevisionResult {
  const { id, file, text, upgrade } = draft;
  return {
    ...(dryRun ? {} : { file }),
    revision: id,
    text,
    found: describeAll(upgrade),
    losses: lossesOf(upgrade),
    ...(proof === undefined ? {} : { proof }),
  };
}

function lossesOf(operations: readonly Operation[]): readonly string[] {
  return operations
    .flatMap((op, at) => (isCopied(operations, at) ? [] : hazards(op)))
    .filter(losesData)
    .map(({ message }) => message);
}
