import { existsSync } from "node:fs";
import { join } from "node:path";

import {
  type BodyEntry,
  type EmitInput,
  emitRevision,
  fileName,
  isOperation,
  type Language,
  readHeader,
} from "@limbeck/emitter";
import { type RenameCandidate } from "@limbeck/differ";
import { type Schema } from "@limbeck/model";
import { type Operation, reverseAll } from "@limbeck/operations";
import {
  buildGraph,
  checkNewRevisionId,
  nextSequentialId,
  randomRevisionId,
  type RevisionHeader,
} from "@limbeck/revisions";

import { templateWrong } from "../configErrors.ts";
import { fileExists } from "../errors.ts";
import { inHook } from "../project/hook.ts";
import { languageOf } from "../project/language.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { templateOf } from "../project/template.ts";
import { backfillNotes } from "./backfillNotes.ts";
import { folderOf, type Place } from "./place.ts";
import { renameNotes } from "./renameNotes.ts";

/** A revision file that is not written yet. */
export interface Draft {
  readonly id: string;
  readonly header: RevisionHeader;
  /** Where it will stand; absolute. */
  readonly file: string;
  readonly text: string;
  /** Without the functions that it calls of other files. */
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
  /** Whether it imports what is only found from where it will stand. */
  readonly importsBeside: boolean;
}

export interface DraftInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly message: string;
  readonly upgrade: readonly BodyEntry[];
  /** Absent: the opposites of the operations of `upgrade`, back to front. */
  readonly downgrade?: readonly BodyEntry[];
  /** Where the functions stand that the bodies call. */
  readonly carried?: EmitInput["carried"];
  /** The id, instead of a new one. */
  readonly id?: string | undefined;
  readonly place: Place;
  /** The folder that is asked for; absent: that of the parent. */
  readonly versionPath?: string | undefined;
  /** What may be renames: the file says so where such a thing goes. */
  readonly candidates?: readonly RenameCandidate[];
  /** What the bodies lead to, where that is known: the file tells what rows may be filled with. */
  readonly ends?: { readonly after: Schema; readonly before: Schema };
}

/**
 * Makes the file of a revision. Errors: those of ids, of the graph that it would belong to and of the emitter, `file-exists`,
 * `version-path-unknown`, `version-path-missing`.
 */
export async function draftOf(input: DraftInput): Promise<Draft> {
  const { project, revisions, message, upgrade, place, versionPath, carried } = input;
  const { downgrade = reverseAll(upgrade.filter(isOperation)) } = input;
  const { graph } = revisions;
  const id = idOf(input);
  const language = languageOf(
    project,
    [...graph.headers.values()].flatMap(({ file }) => file ?? []),
  );
  const date = new Date();
  const folder = folderOf(project, graph, place, versionPath);
  const file = join(folder, `${nameOf(project, id, message, date)}${EXTENSIONS[language]}`);
  if (existsSync(file)) throw fileExists(file);
  const header = headerOf(id, message, place, date);
  // Whatever the graph refuses, it refuses before there is a file.
  buildGraph([...graph.headers.values(), { ...header, file }]);
  const notes = notesOf(input);
  const bodies = { upgrade, downgrade, ...(carried === undefined ? {} : { carried }) };
  const text = await textOf(project, { header, ...bodies, language, file, notes });
  return {
    ...{ id, header, file, text },
    upgrade: upgrade.filter(isOperation),
    downgrade: downgrade.filter(isOperation),
    importsBeside: RELATIVE_IMPORT.test(text) || ![...upgrade, ...downgrade].every(isOperation),
  };
}

/** What stands above an operation, beside its hazards. */
function notesOf({ candidates = [], ends, upgrade }: DraftInput): NonNullable<EmitInput["notes"]> {
  const renamed = renameNotes(candidates);
  if (ends === undefined) return renamed;
  const [forth, back] = [backfillNotes(ends.after), backfillNotes(ends.before)];
  return (op) => [...renamed(op), ...(upgrade.includes(op) ? forth : back)(op)];
}

/** A path that leads out of the file's own folder, or beside it: it means something only from there. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']\.\.?\//;

type Written = Pick<
  EmitInput,
  "header" | "upgrade" | "downgrade" | "carried" | "language" | "file" | "notes"
>;

/** Errors: those of the emitter and of the project's hooks, `template-wrong`. */
async function textOf(project: Project, written: Written): Promise<string> {
  const { renderOperation: render } = project.config;
  const template = templateOf(project);
  const text = await emitRevision({
    ...written,
    dialect: project.dialect,
    projectRoot: project.root,
    ...(template === undefined ? {} : { template }),
    ...(render === undefined
      ? {}
      : { renderOperation: (op, line) => inHook(project, "renderOperation", () => render(op, line)) }),
  });
  if (template !== undefined) holdHeader(text, written);
  return text;
}

/** What a template has arranged is still the revision that it was given. */
function holdHeader(text: string, { header, file }: Written): void {
  const said = readHeader(text, file);
  const lost = HELD.find((key) => JSON.stringify(said[key]) !== JSON.stringify(header[key]));
  if (lost !== undefined) throw templateWrong(lost);
}

const HELD = [
  "revision",
  "downRevisions",
  "replaces",
  "branchLabels",
  "dependsOn",
  "message",
  "created",
] as const;

function headerOf(revision: string, message: string, place: Place, date: Date): RevisionHeader {
  const { parents, branchLabels, dependsOn, replaces } = place;
  const created = date.toISOString().replace(/\.\d+Z$/, "Z");
  const replacing = replaces === undefined ? {} : { replaces };
  return { revision, downRevisions: parents, ...replacing, branchLabels, dependsOn, message, created };
}

function idOf({ project, revisions: { graph }, id }: DraftInput): string {
  const sequential = project.config.revisionIds === "sequential";
  const chosen =
    id ??
    (sequential
      ? nextSequentialId([...graph.headers.keys(), ...graph.replaced.keys()])
      : randomRevisionId(graph.headers));
  checkNewRevisionId(chosen, graph.headers);
  return chosen;
}

function nameOf({ config }: Project, revision: string, message: string, date: Date): string {
  const { fileTemplate, revisionIds, slugLength, timezone } = config;
  const template = fileTemplate ?? (revisionIds === "sequential" ? SEQUENTIAL_NAME : DATED_NAME);
  return fileName(template, {
    revision,
    message,
    date,
    ...(slugLength === undefined ? {} : { slugLength }),
    ...(timezone === undefined ? {} : { timezone }),
  });
}

const SEQUENTIAL_NAME = "{rev}_{slug}";
const DATED_NAME = "{year}{month}{day}_{hour}{minute}{second}_{rev}_{slug}";

const EXTENSIONS = { ts: ".ts", js: ".js", cjs: ".js" } satisfies Record<Language, string>;
