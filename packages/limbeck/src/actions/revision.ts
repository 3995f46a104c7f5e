import { mkdir } from "node:fs/promises";
import { dirname, relative } from "node:path";

import { writeFileAtomic } from "@limbeck/loader";
import { describe, hazards, losesData, type Operation } from "@limbeck/operations";
import { type Proof } from "@limbeck/proof";

import { type Project } from "../project/project.ts";
import { readRevisions, type Revisions } from "../project/revisions.ts";
import { type Against, againstOf, compare } from "./check.ts";
import { type Comparison } from "./compare.ts";
import { type Draft, draftOf } from "./draft.ts";
import { plural, type Report } from "./event.ts";
import { type PlaceOptions, placeOf } from "./place.ts";
import { proveDraft } from "./proveDraft.ts";

export interface RevisionOptions extends PlaceOptions {
  readonly message: string;
  /** Fills the bodies with the difference between the other side and the models. */
  readonly autogenerate?: boolean;
  readonly against?: Against;
  /** The id, instead of a new one. */
  readonly id?: string;
  /** Absent: yes. */
  readonly prove?: boolean;
  /** Gives the file without writing it. */
  readonly dryRun?: boolean;
  /** Writes a file even if nothing differs. */
  readonly allowEmpty?: boolean;
  readonly report?: Report;
}

export interface RevisionResult {
  /** Absolute. Absent: no file was written, because nothing differs or because of `dryRun`. */
  readonly file?: string;
  /** Absent: nothing differs. */
  readonly revision?: string;
  readonly text?: string;
  /** Each difference in words. */
  readonly found: readonly string[];
  /** What the upgrade destroys, in words. */
  readonly losses: readonly string[];
  readonly proof?: Proof;
}

/**
 * Writes one revision file. With `autogenerate` its bodies are the difference, proved before the file is kept. Errors:
 * those of comparing, of the draft and of the proof; none leaves a file behind.
 */
export async function revision(project: Project, options: RevisionOptions): Promise<RevisionResult> {
  const revisions = readRevisions(project);
  if (options.autogenerate !== true) return writeRevision(project, revisions, [], undefined, options);
  const { against, report } = options;
  const comparison = await compare(project, againstOf(project, against), report);
  const { operations } = comparison;
  report?.({ kind: "stage", stage: "found", text: foundWords(operations) });
  if (operations.length === 0 && options.allowEmpty !== true) return { found: [], losses: [] };
  return writeRevision(project, revisions, operations, comparison, options);
}

/** As many as a terminal shows at once. */
const MOST_SHOWN = 30;

function foundWords(operations: readonly Operation[]): string {
  if (operations.length === 0) return "no differences";
  const shown = operations.slice(0, MOST_SHOWN).map(describe);
  const more = operations.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${plural(more, "more difference")}`] : [])].join("\n");
}

/** Drafts, proves and keeps a revision. What there is nothing to compare with, the author's own, is not proved. */
export async function writeRevision(
  project: Project,
  revisions: Revisions,
  operations: readonly Operation[],
  comparison: Pick<Comparison, "before" | "after" | "comments" | "extensions"> | undefined,
  options: RevisionOptions,
): Promise<RevisionResult> {
  const { message, id, prove = true, dryRun = false, versionPath, report } = options;
  const place = placeOf(revisions.graph, options);
  const draft = await draftOf({ project, revisions, message, upgrade: operations, id, place, versionPath });
  const proof = comparison && (await proveDraft({ project, revisions, comparison, draft, prove, report }));
  if (!dryRun) await keep(project, draft, report);
  return {
    ...(dryRun ? {} : { file: draft.file }),
    revision: draft.id,
    text: draft.text,
    found: operations.map(describe),
    losses: lossesOf(operations),
    ...(proof === undefined ? {} : { proof }),
  };
}

function lossesOf(operations: readonly Operation[]): readonly string[] {
  return operations
    .flatMap(hazards)
    .filter(losesData)
    .map(({ message }) => message);
}

async function keep({ root }: Project, draft: Draft, report?: Report): Promise<void> {
  await mkdir(dirname(draft.file), { recursive: true });
  await writeFileAtomic(draft.file, draft.text);
  report?.({ kind: "stage", stage: "wrote", text: relative(root, draft.file) });
}
