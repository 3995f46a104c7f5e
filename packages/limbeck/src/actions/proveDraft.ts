import { loadRevision } from "@limbeck/loader";
import { type Schema } from "@limbeck/model";
import { compile, describe, type Operation, type Operations, record } from "@limbeck/operations";
import { type Proof, prove } from "@limbeck/proof";

import { recordedOtherwise } from "../errors.ts";
import { engineOf } from "../project/engine.ts";
import { type Project } from "../project/project.ts";
import { openScratchFor } from "../project/replayed.ts";
import { type Revisions } from "../project/revisions.ts";
import { DEFAULT_SCHEMA } from "../project/scope.ts";
import { type Comparison } from "./compare.ts";
import { type Draft } from "./draft.ts";
import { withDraftFile } from "./draftFile.ts";
import { plural, type Report } from "./event.ts";

export interface ProveDraftInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly comparison: Pick<Comparison, "before" | "comments" | "extensions"> & {
    /** Absent: whatever the first upgrade leads to. */
    readonly after?: Schema | undefined;
  };
  readonly draft: Draft;
  /** Absent: only what the file records is held against what was planned. */
  readonly prove: boolean;
  readonly report?: Report | undefined;
}

/**
 * Reads the draft back as a run would, holds it against what was planned, and proves it on a scratch database. Errors:
 * `recorded-otherwise`, `proof-failed`, `proof-refused`.
 */
export async function proveDraft(input: ProveDraftInput): Promise<Proof | undefined> {
  const { project, draft, prove: wanted, report } = input;
  const recorded = await recordDraft(project, draft);
  holdAgainst(project, draft.upgrade, recorded.upgrade);
  holdAgainst(project, draft.downgrade, recorded.downgrade);
  if (!wanted) return undefined;
  report?.({ kind: "working", stage: "proved" });
  const start = performance.now();
  const proof = await proveOnScratch(input, recorded);
  report?.({ kind: "stage", ...proofWords(project, proof), duration: performance.now() - start });
  return proof;
}

async function proveOnScratch(
  { project, revisions, comparison: { before, after, comments, extensions } }: ProveDraftInput,
  recorded: Recorded,
): Promise<Proof> {
  const scratch = await openScratchFor(project, revisions, extensions);
  try {
    const expected = after === undefined ? {} : { after };
    return await prove({
      ...recorded,
      ...expected,
      scratch,
      before,
      comments,
      defaultSchema: DEFAULT_SCHEMA,
    });
  } finally {
    await scratch.close();
  }
}

function proofWords(project: Project, proof: Proof) {
  return proof.kind === "proved"
    ? ({ stage: "proved", text: `upgrade and downgrade on ${engineOf(project).name}` } as const)
    : ({ stage: "unproved", text: proof.reason } as const);
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
