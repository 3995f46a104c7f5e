import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";

import { emitRevision, fileName, type Language } from "@limbeck/emitter";
import { loadRevision, writeFileAtomic } from "@limbeck/loader";
import {
  compile,
  describe,
  hazards,
  losesData,
  type Operation,
  type Operations,
  record,
  reverseAll,
} from "@limbeck/operations";
import { type Proof, prove } from "@limbeck/proof";
import { checkNewRevisionId, heads, nextSequentialId, randomRevisionId } from "@limbeck/revisions";

import { recordedOtherwise, severalHeads } from "../errors.ts";
import { SCRATCH_VERSION } from "../project/lazyScratch.ts";
import { type Project } from "../project/project.ts";
import { openScratchFor } from "../project/replayed.ts";
import { readRevisions, type Revisions } from "../project/revisions.ts";
import { DEFAULT_SCHEMA } from "../project/scope.ts";
import { type Against, againstOf, compare } from "./check.ts";
import { type Comparison } from "./compare.ts";
import { plural, type Report } from "./event.ts";

export interface RevisionInput {
  readonly project: Project;
  readonly message: string;
  readonly autogenerate?: boolean;
  readonly against?: Against;
  readonly id?: string;
  /** Absent: yes. */
  readonly prove?: boolean;
  /** Shows the file without writing it. */
  readonly dryRun?: boolean;
  /** Writes a file even if nothing differs. */
  readonly allowEmpty?: boolean;
  readonly report?: Report;
}

export interface RevisionResult {
  /** Absent: nothing differs, no file was written. */
  readonly file?: string;
  readonly revision?: string;
  readonly text?: string;
  /** Each difference in words. */
  readonly found: readonly string[];
  /** What the upgrade destroys. */
  readonly losses: readonly string[];
  readonly proof?: Proof;
}

/** Writes one revision file. With `autogenerate` its bodies are the difference, proved before the file is kept. */
export async function revision(input: RevisionInput): Promise<RevisionResult> {
  const { project, report } = input;
  const revisions = readRevisions(project);
  const parent = onlyHead(revisions);
  const comparison =
    input.autogenerate === true
      ? await compare(project, againstOf(project, input.against), report)
      : undefined;
  const upgrade = comparison?.operations ?? [];
  const found = upgrade.map(describe);
  if (comparison !== undefined) report?.({ kind: "stage", stage: "found", text: foundWords(found) });
  if (comparison !== undefined && upgrade.length === 0 && input.allowEmpty !== true)
    return { found, losses: [] };

  const draft = await draftOf(input, revisions, parent, upgrade);
  const proof = comparison === undefined ? undefined : await proveDraft(input, revisions, comparison, draft);
  const losses = upgrade
    .flatMap(hazards)
    .filter(losesData)
    .map(({ message }) => message);
  const result = {
    revision: draft.id,
    text: draft.text,
    found,
    losses,
    ...(proof === undefined ? {} : { proof }),
  };
  if (input.dryRun === true) return result;
  await mkdir(project.revisionsFolder, { recursive: true });
  await writeFileAtomic(draft.file, draft.text);
  report?.({ kind: "stage", stage: "wrote", text: relative(project.root, draft.file) });
  return { ...result, file: draft.file };
}

function foundWords(found: readonly string[]): string {
  return found.length === 0 ? "no differences" : found.join("\n");
}

function onlyHead({ graph }: Revisions): string | undefined {
  const all = heads(graph);
  if (all.length > 1) throw severalHeads(all);
  return all[0];
}

interface Draft {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

async function draftOf(
  { project, message, id: wanted }: RevisionInput,
  { graph }: Revisions,
  parent: string | undefined,
  upgrade: readonly Operation[],
): Promise<Draft> {
  const { config, root, revisionsFolder } = project;
  const id =
    wanted ??
    (config.revisionIds === "sequential" ? nextSequentialId(graph.ids) : randomRevisionId(graph.revisions));
  checkNewRevisionId(id, graph.revisions);
  const language = languageOf(project);
  const downgrade = reverseAll(upgrade);
  const date = new Date();
  const name = fileName(config.fileTemplate ?? templateFor(config.revisionIds), {
    revision: id,
    message,
    date,
    ...(config.slugLength === undefined ? {} : { slugLength: config.slugLength }),
    ...(config.timezone === undefined ? {} : { timezone: config.timezone }),
  });
  const file = join(revisionsFolder, `${name}${EXTENSIONS[language]}`);
  const header = {
    revision: id,
    downRevisions: parent === undefined ? [] : [parent],
    branchLabels: [],
    dependsOn: [],
    message,
    created: date.toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const text = await emitRevision({ header, upgrade, downgrade, language, file, projectRoot: root });
  return { id, file, text, upgrade, downgrade };
}

const EXTENSIONS = { ts: ".ts", js: ".js", cjs: ".cjs" } satisfies Record<Language, string>;

/** TypeScript where the project speaks it; else JavaScript. */
function languageOf({ root }: Project): Language {
  return existsSync(join(root, "tsconfig.json")) ? "ts" : "js";
}

function templateFor(ids: "random" | "sequential" | undefined): string {
  return ids === "sequential" ? "{rev}_{slug}" : "{year}{month}{day}_{hour}{minute}{second}_{rev}_{slug}";
}

/** Reads the draft back as a run would, holds it against what was planned, and proves it on a scratch database. */
async function proveDraft(
  { project, prove: wanted = true, report }: RevisionInput,
  revisions: Revisions,
  { before, after, comments, extensions }: Comparison,
  draft: Draft,
): Promise<Proof | undefined> {
  const recorded = await recordDraft(project, draft);
  holdAgainst(draft.upgrade, recorded.upgrade);
  holdAgainst(draft.downgrade, recorded.downgrade);
  if (!wanted) return undefined;
  const scratchProject = {
    ...project,
    config: { ...project.config, extensions: [...(project.config.extensions ?? []), ...extensions] },
  };
  const work = async (): Promise<Proof> => {
    const scratch = await openScratchFor(scratchProject, revisions);
    try {
      return await prove({ ...recorded, scratch, before, after, comments, defaultSchema: DEFAULT_SCHEMA });
    } finally {
      await scratch.close();
    }
  };
  const start = performance.now();
  const proof = await work();
  const duration = performance.now() - start;
  report?.(
    proof.kind === "proved"
      ? { kind: "stage", stage: "proved", text: "upgrade and downgrade on embedded PostgreSQL", duration }
      : { kind: "stage", stage: "unproved", text: proof.reason, duration },
  );
  return proof;
}

async function recordDraft(
  project: Project,
  { text, file }: Draft,
): Promise<{ upgrade: readonly Operation[]; downgrade: readonly Operation[] }> {
  const folder = join(project.cacheDir, "drafts");
  const path = join(folder, `${randomUUID()}${extname(file)}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
  try {
    const module = await loadRevision(path, { ...project.load, cache: false });
    return {
      upgrade: recordBody(module.upgrade, "upgrade"),
      downgrade: recordBody(module.downgrade ?? (() => undefined), "downgrade"),
    };
  } finally {
    await rm(path, { force: true });
  }
}

function recordBody(
  body: (op: Operations) => unknown,
  direction: "upgrade" | "downgrade",
): readonly Operation[] {
  const context = { dialect: "postgres", direction, offline: false, replay: true, x: {} } as const;
  return record((op) => void body(op), context).map(({ operation }) => operation);
}

/** What the file records compiles to the very statements that were planned. */
function holdAgainst(planned: readonly Operation[], recorded: readonly Operation[]): void {
  const server = { version: SCRATCH_VERSION };
  planned.forEach((op, at) => {
    const written = recorded[at];
    const same =
      written !== undefined &&
      JSON.stringify(compile(op, "postgres", server)) ===
        JSON.stringify(compile(written, "postgres", server));
    if (!same) throw recordedOtherwise(describe(op));
  });
  if (recorded.length !== planned.length)
    throw recordedOtherwise(plural(recorded.length - planned.length, "more operation"));
}
