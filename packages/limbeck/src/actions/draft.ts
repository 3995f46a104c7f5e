import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { emitRevision, fileName, type Language } from "@limbeck/emitter";
import { type Operation, reverseAll } from "@limbeck/operations";
import { checkNewRevisionId, nextSequentialId, randomRevisionId, resolveOne } from "@limbeck/revisions";

import { fileExists } from "../errors.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";

/** A revision file that is not written yet. */
export interface Draft {
  readonly id: string;
  /** Where it will stand; absolute. */
  readonly file: string;
  readonly text: string;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[];
}

export interface DraftInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly message: string;
  readonly upgrade: readonly Operation[];
  /** The id, instead of a new one. */
  readonly id?: string | undefined;
}

/** Makes the file of a revision on the one head. Errors: `heads-several`, those of ids and of the emitter, `file-exists`. */
export async function draftOf(input: DraftInput): Promise<Draft> {
  const { project, revisions, message, upgrade } = input;
  const { graph } = revisions;
  const parent = graph.ids.length === 0 ? undefined : resolveOne({ graph }, "head");
  const id = idOf(input);
  const language = languageOf(project);
  const downgrade = reverseAll(upgrade);
  const date = new Date();
  const file = join(project.revisionsFolder, `${nameOf(project, id, message, date)}${EXTENSIONS[language]}`);
  if (existsSync(file)) throw fileExists(file);
  const header = {
    revision: id,
    downRevisions: parent === undefined ? [] : [parent],
    branchLabels: [],
    dependsOn: [],
    message,
    created: date.toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const text = await emitRevision({ header, upgrade, downgrade, language, file, projectRoot: project.root });
  return { id, file, text, upgrade, downgrade };
}

function idOf({ project, revisions: { graph }, id }: DraftInput): string {
  const sequential = project.config.revisionIds === "sequential";
  const chosen = id ?? (sequential ? nextSequentialId(graph.ids) : randomRevisionId(graph.revisions));
  checkNewRevisionId(chosen, graph.revisions);
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

/** TypeScript where the project speaks it; else the JavaScript that Node takes a `.js` file of the project for. */
function languageOf({ root }: Project): Language {
  if (existsSync(join(root, "tsconfig.json"))) return "ts";
  return typeOf(join(root, "package.json")) === "module" ? "js" : "cjs";
}

function typeOf(manifest: string): unknown {
  try {
    const parsed: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return typeof parsed === "object" && parsed !== null && "type" in parsed ? parsed.type : undefined;
  } catch {
    return undefined;
  }
}
