import { hostedIn, replay } from "@limbeck/proof";
import {
  isCode,
  type Item,
  type Loss,
  lossesOn,
  lossWords,
  type PreparedStep,
  type RunOptions,
  type TriedRun,
  tryDowngrade,
  tryOnScratch,
  tryUpgrade,
} from "@limbeck/runtime";

import { withConnection } from "../project/connect.ts";
import { externalsFor } from "../project/externals.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions, type Revisions } from "../project/revisions.ts";
import { rolesNamed } from "../project/rolesNamed.ts";
import { DEFAULT_SCHEMA } from "../project/scope.ts";
import { openForReplay } from "../project/placeFor.ts";
import { runOptions, withAccess } from "./access.ts";
import { type DryRunInput, previewOf, scratchOptions, type Trial } from "./dryRunPreview.ts";
import { runRange } from "./range.ts";

/** What a run would do, as it was tried. */
export interface DryRunResult extends TriedRun {
  readonly on: "scratch" | "database";
}

/**
 * Tries what `upgrade` or `downgrade` would run, and changes nothing. On a scratch database it starts where the database is,
 * if one is named and can be reached, else from base (a downgrade: from the heads), or where a range `A:B` says. Errors: those
 * of the runtime before a run starts; `migration-failed`.
 */
export async function dryRun(
  project: Project,
  target: string,
  input: DryRunInput = {},
): Promise<DryRunResult> {
  const { direction = "upgrade", onDatabase = false } = input;
  const revisions = readRevisions(project);
  if (onDatabase) return tryHere(project, revisions, target, { ...input, direction });
  const trial: Trial = { project, revisions, range: runRange(target), direction, input };
  const { rows, steps, lost } = await previewOf(trial);
  if (steps.length === 0) return { on: "scratch", rows, steps: [] };
  return { on: "scratch", rows, steps: withCounts(await tryThere(trial, rows, steps), lost) };
}

/** What the database has of that which goes; absent: nobody could be asked. */
function withCounts(steps: TriedRun["steps"], lost: readonly Loss[] | undefined): TriedRun["steps"] {
  if (lost === undefined) return steps;
  return steps.map((step) => ({
    ...step,
    losses: lost.filter(({ revision }) => revision === step.revision).map(lossWords),
  }));
}

const TRY = { upgrade: tryUpgrade, downgrade: tryDowngrade };

async function tryHere(
  project: Project,
  { graph, load }: Revisions,
  target: string,
  { direction, ...input }: DryRunInput & { readonly direction: "upgrade" | "downgrade" },
): Promise<DryRunResult> {
  let lost: readonly Loss[] | undefined;
  const plain = runOptions(project, input);
  const approve: RunOptions["approve"] = async (steps, connection) => {
    lost = await lossesOn(connection, plain, steps);
    for (const item of steps.flatMap(({ items }) => items).filter(isCode))
      input.report?.({ kind: "warning", text: callWords(item) });
  };
  const options = { ...plain, approve, dryRun: true };
  const tried = await withAccess(project, input, `${direction} --on-database`, (access) =>
    TRY[direction]({ ...access, graph, load, target, options }),
  );
  return { on: "database", ...tried, steps: withCounts(tried.steps, lost) };
}

function callWords({ revision, operation, place }: Item): string {
  const at = place === undefined ? "" : ` (${place.file}:${place.line})`;
  return `op.${operation.kind} of revision ${revision}${at} is called: what it does outside of the database is not taken back`;
}

async function tryThere(
  trial: Trial,
  rows: readonly string[],
  steps: readonly PreparedStep[],
): Promise<TriedRun["steps"]> {
  const { project, revisions, input } = trial;
  const { graph, load } = revisions;
  input.report?.({ kind: "working", stage: "replayed" });
  const externals = await externalsFor(project);
  return withConnection(
    () => openForReplay({ project, revisions }),
    async (scratch) => {
      const report: RunOptions["report"] = (event) => {
        if (event.kind !== "stepStarted") return;
        const { number, total } = event;
        input.report?.({ kind: "working", stage: "replayed", number, total });
      };
      const options = { x: project.x, locate, report };
      const texts = revisions.files.map(({ text }) => text);
      const standIns = { externals, roles: rolesNamed(texts), hosted: hostedIn(texts) };
      await replay({
        graph,
        load,
        target: rows,
        scratch,
        ...standIns,
        defaultSchema: DEFAULT_SCHEMA,
        options,
      });
      return tryOnScratch(scratch, steps, scratchOptions(trial));
    },
  );
}
