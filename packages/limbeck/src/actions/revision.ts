import { backForRows, forRows, online } from "@limbeck/differ";
import { describeAll, type Operation } from "@limbeck/operations";

import { refuseListed } from "../project/listed.ts";
import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { type Against, againstOf, compare } from "./check.ts";
import { type Comparison } from "./compare.ts";
import { plural, type Report, type WarningEvent } from "./event.ts";
import { type DraftProof } from "./proveDraft.ts";
import { type AskPerson } from "./questioner.ts";
import { type PlaceOptions, placeOf } from "./place.ts";
import { type PossibleRename } from "./renameNotes.ts";
import { type WriteInput, writeRevision } from "./write.ts";

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
  /** Changes tables that are there in steps that keep nobody waiting; absent: as the configuration says. */
  readonly online?: boolean;
  /** Which drops and adds are renames, each as `old:new`: `tasks.title:name`. */
  readonly renames?: readonly string[];
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
  readonly proof?: DraftProof;
  /** What goes and comes and may be a rename; absent where nothing may. */
  readonly renames?: readonly PossibleRename[];
  /** What `processRevision` split off; each follows the one before. */
  readonly others?: readonly RevisionResult[];
}

/**
 * Writes one revision file. With `autogenerate` its bodies are the difference, proved before the file is kept. Errors:
 * those of comparing, of `renames`, of the draft and of the proof; none leaves a file behind. A person is asked which drops and
 * adds are renames.
 */
export async function revision(
  project: Project,
  options: RevisionOptions,
  person?: AskPerson,
): Promise<RevisionResult> {
  const input = await whatToWrite(project, options, person);
  return input === undefined ? { found: [], losses: [] } : writeRevision(input);
}

/** Finds the place of a revision and what it says; nothing, where nothing differs. Errors: those of comparing and of the place. */
export async function whatToWrite(
  project: Project,
  options: RevisionOptions,
  person?: AskPerson,
): Promise<WriteInput | undefined> {
  refuseListed(project, "revision");
  const revisions = readRevisions(project);
  const place = placeOf(revisions.graph, options);
  const input = { project, revisions, place, options };
  if (options.autogenerate !== true) return { ...input, operations: [] };
  const { against, report, renames: said } = options;
  const comparison = await compare(project, againstOf(project, against), { report }, { said, person });
  const operations = forRows(comparison.operations, comparison.before);
  report?.({ kind: "stage", stage: "found", text: foundWords(operations) });
  if (operations.length === 0 && options.allowEmpty !== true) {
    if (revisions.graph.headers.size === 0 && comparison.after.tables.length > 0) report?.(ADOPTED);
    return undefined;
  }
  const { online: wanted = project.config.online ?? false } = options;
  const downgrade = backForRows(operations, comparison.after);
  const bothWays = { operations, downgrade };
  return { ...input, ...(wanted ? inOnlineSteps(bothWays, comparison) : bothWays), comparison };
}

/** Of a database that was made by other means: nothing differs, and still there has to be a first revision. */
const ADOPTED: WarningEvent = {
  kind: "warning",
  code: "database-adopted",
  text: "The database has all that the models say, and there is no revision yet.",
  hint: 'limbeck revision --autogenerate --against revisions -m "first" writes it down, and limbeck stamp head records that this database has it.',
};

/** Each direction has steps of its own: the opposites of those of the other would keep people waiting. */
function inOnlineSteps(
  { operations, downgrade }: Required<Pick<WriteInput, "operations" | "downgrade">>,
  { before, after }: Comparison,
) {
  return { operations: online(operations, before), downgrade: online(downgrade, after) };
}

/** As many as a terminal shows at once. */
const MOST_SHOWN = 30;

function foundWords(operations: readonly Operation[]): string {
  if (operations.length === 0) return "no differences";
  const words = describeAll(operations);
  const shown = words.slice(0, MOST_SHOWN);
  const more = words.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${plural(more, "more difference")}`] : [])].join("\n");
}
