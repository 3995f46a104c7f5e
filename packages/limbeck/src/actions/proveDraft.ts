import { loadRevision } from "@limbeck/loader";
import { type Schema } from "@limbeck/model";
import { compile, describe, type Operation, type Operations, record } from "@limbeck/operations";
import { type Proof, prove } from "@limbeck/proof";

import { type LimbeckConfig } from "../config/config.ts";
import { recordedOtherwise } from "../errors.ts";
import { SCRATCH_VERSION } from "../project/lazyScratch.ts";
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
  holdAgainst(draft.upgrade, recorded.upgrade);
  holdAgainst(draft.downgrade, recorded.downgrade);
  if (!wanted) return undefined;
  report?.({ kind: "working", stage: "proved" });
  const start = performance.now();
  const proof = await proveOnScratch(input, recorded);
  report?.({ kind: "stage", ...proofWords(proof), duration: performance.now() - start });
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

function proofWords(proof: Proof) {
  return proof.kind === "proved"
    ? ({ stage: "proved", text: "upgrade and downgrade on embedded PostgreSQL" } as const)
    : ({ stage: "unproved", text: proof.reason } as const);
}

interface Recorded {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

function recordDraft({ load, config }: Project, draft: Draft): Promise<Recorded> {
  return withDraftFile(draft, async (path) => {
    const { upgrade, downgrade } = await loadRevision(path, { ...load, cache: false });
    return {
      upgrade: recordBody(upgrade, "upgrade", config),
      downgrade: recordBody(downgrade ?? (() => undefined), "downgrade", config),
    };
  });
}

type Body = (op: Operations) => unknown;

function recordBody(
  body: Body,
  direction: keyof Recorded,
  { operations }: LimbeckConfig,
): readonly Operation[] {
  const context = { dialect: "postgres", direction, offline: false, replay: true, x: {} } as const;
  return record((op) => void body(op), context, operations).map(({ operation }) => operation);
}

/** What the file records compiles to the very statements that were planned. */
function holdAgainst(planned: readonly Operation[], recorded: readonly Operation[]): void {
  const plan = (op: Operation): string =>
    JSON.stringify(compile(op, "postgres", { version: SCRATCH_VERSION }));
  planned.forEach((op, at) => {
    const written = recorded[at];
    if (written === undefined || plan(op) !== plan(written)) throw recordedOtherwise(describe(op));
  });
  const more = recorded.length - planned.length;
  if (more > 0) throw recordedOtherwise(plural(more, "more operation"));
}
