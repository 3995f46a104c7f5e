import { relative } from "node:path";

import { fileUnwritable } from "@limbeck/loader";
import { isLimbeckError } from "@limbeck/model";
import { type Proof } from "@limbeck/proof";

import { rebaseApplied } from "../../graphErrors.ts";
import { engineOf } from "../../project/engine.ts";
import { refuseListed } from "../../project/listed.ts";
import { type Project } from "../../project/project.ts";
import { isUnchanged, replaceFiles } from "../../project/replaceFiles.ts";
import { readHeaders, type Revisions, revisionsOf } from "../../project/revisions.ts";
import { type Report } from "../event.ts";
import { appliedAmong } from "./applied.ts";
import { idOf } from "./carried.ts";
import { findMove } from "./find.ts";
import { type Move, type MovedFile, planMove } from "./plan.ts";

export interface RebaseOptions {
  /** The new parent; `head` is the one head beside what is moved, `base` none. */
  readonly onto: string;
  /** Absent: yes. */
  readonly prove?: boolean;
  readonly report?: Report;
}

/** A revision that was moved, or carried along. */
export interface MovedRevision {
  readonly revision: string;
  /** The id before; the same, but where two files had it. */
  readonly was: string;
  readonly downRevisions: readonly string[];
  /** Absolute. */
  readonly file: string;
}

export interface RebaseResult {
  /** The revision that was named first and all that hangs on it, parents first; none where there was nothing to do. */
  readonly moved: readonly MovedRevision[];
  /** The files that were written, absolute; a file that was renamed by its new name. */
  readonly written: readonly string[];
  readonly proof?: Proof;
}

/**
 * Moves a revision, and all that hangs on it, onto another parent, by editing headers in place. Where two files have one id,
 * those that are moved get new ones. Errors: those of names and of the graph, `rebase-onto-itself`, `rebase-merge`,
 * `rebase-ambiguous`, `rebase-unconnected`, `rebase-applied` (3), `rebase-conflict`, `rebase-differs` (4), `file-exists`,
 * `file-unwritable` (2); all of them leave every file as it was.
 */
export async function rebase(
  project: Project,
  revisions: readonly [string, ...string[]],
  options: RebaseOptions,
): Promise<RebaseResult> {
  refuseListed(project, "rebase");
  const headed = readHeaders(project);
  const move = planMove(findMove(project, headed, revisions, options.onto));
  if (move.changed.length === 0) return { moved: [], written: [] };
  await refuseApplied(project, move, options.report);
  const after = linked(project, move);
  const proof = options.prove === false ? undefined : await prove(project, move, after, options.report);
  await write(project, move.changed, options.report);
  return {
    moved: move.carried.map(movedRevision),
    written: move.changed.map((one) => one.after.file.path),
    ...(proof === undefined ? {} : { proof }),
  };
}

function movedRevision({ before, after }: MovedFile): MovedRevision {
  const { revision, downRevisions } = after.header;
  return { revision, was: idOf(before), downRevisions, file: after.file.path };
}

async function refuseApplied(project: Project, { carried, before }: Move, report?: Report): Promise<void> {
  const moved = carried.map((one) => one.before);
  const answer = await appliedAmong(project, before, moved);
  if (answer.kind === "asked" && answer.applied.length > 0) throw rebaseApplied(answer.applied.map(idOf));
  if (answer.kind === "unreachable")
    report?.({
      kind: "warning",
      text: `the database was not asked whether the revision is applied there: ${answer.reason}`,
    });
}

/** The graph as it will be; a sentence where another id is still there twice, which this move need not mend. */
function linked(project: Project, { before, after, carried }: Move): Revisions | string {
  const bodies = new Map(carried.map((one) => [one.after, one.before.file]));
  try {
    // The bodies stay what they are, in files that are not written yet.
    return revisionsOf(
      project,
      after.map((one) => ({ ...one, file: bodies.get(one) ?? one.file })),
    );
  } catch (error) {
    const isOld = (id: unknown): boolean => before.filter((one) => idOf(one) === id).length > 1;
    if (isLimbeckError(error) && error.code === "revision-duplicate" && isOld(error.facts["revision"]))
      return error.message;
    throw error;
  }
}

async function prove(
  project: Project,
  move: Move,
  revisions: Revisions | string,
  report?: Report,
): Promise<Proof> {
  const start = performance.now();
  const proof = await proofOf(project, move, revisions);
  const words =
    proof.kind === "proved"
      ? ({
          stage: "proved",
          text: `upgrade and downgrade in the new place, on ${engineOf(project).name}`,
        } as const)
      : ({ stage: "unproved", text: proof.reason } as const);
  report?.({ kind: "stage", ...words, duration: performance.now() - start });
  return proof;
}

async function proofOf(
  project: Project,
  { before, carried: [first] }: Move,
  revisions: Revisions | string,
): Promise<Proof> {
  if (typeof revisions === "string") return { kind: "unproved", reason: revisions };
  const { proveRebase } = await import("./prove.ts");
  const ids = new Set(before.map(idOf));
  const old = ids.size === before.length ? revisionsOf(project, before) : undefined;
  return proveRebase({ project, revisions, before: old, root: first?.after.header.revision ?? "" });
}

async function write(project: Project, changed: readonly MovedFile[], report?: Report): Promise<void> {
  for (const { before } of changed) {
    if (!(await isUnchanged(before.file.path, before.file.text)))
      throw fileUnwritable(before.file.path, new Error("it has changed meanwhile."));
  }
  await replaceFiles(
    changed.map(({ before, after }) => ({
      path: before.file.path,
      newPath: after.file.path,
      text: after.file.text,
    })),
  );
  for (const one of changed) report?.({ kind: "stage", stage: "wrote", text: writtenWords(project, one) });
}

function writtenWords({ root }: Project, { before, after }: MovedFile): string {
  const [old, now] = [before, after].map(({ file }) => relative(root, file.path));
  return old === now ? (now ?? "") : `${now ?? ""}, which was ${old ?? ""}`;
}
