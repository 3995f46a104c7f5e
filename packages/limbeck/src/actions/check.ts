import { type Refusal, type RefusalCode } from "@limbeck/differ";
import { type Operation } from "@limbeck/operations";

import { type Project } from "../project/project.ts";
import { readRevisions } from "../project/revisions.ts";
import { type CompareInput, type Comparison, type Differences } from "./compare.ts";
import { compareWithDatabase, differencesFromDatabase } from "./compareDatabase.ts";
import { type ChangedSince } from "./current.ts";
import { type Report } from "./event.ts";
import { type Answers, questionerOf } from "./questioner.ts";
import { type PossibleRename, possibleRename } from "./renameNotes.ts";

export type Against = "database" | "revisions";

export interface CheckOptions {
  /** Absent: the database where one is named, else the revisions. */
  readonly against?: Against;
  readonly report?: Report;
}

export interface CheckResult extends Pick<Differences, "unverified" | "unmodelled" | "files"> {
  readonly against: Against;
  /** Each difference in words; none where models and the other side are equal. */
  readonly differences: readonly string[];
  /** What would make the other side what the models say, but for what is refused. */
  readonly operations: readonly Operation[];
  /** The differences that no revision can mend as the models say; they stand among `differences` too. */
  readonly refusals: readonly Refused[];
  /** Revisions that were changed after they had been applied to the database; empty where the history cannot be read. */
  readonly changed: readonly ChangedSince[];
  /** What goes and comes and may be a rename. */
  readonly renames: readonly PossibleRename[];
}

/** A difference that PostgreSQL has no way to mend, or none that keeps the rows. */
export interface Refused {
  /** That of the error which writing a revision ends with. */
  readonly code: RefusalCode;
  readonly message: string;
  readonly hint?: string;
  /** The name, without its schema, of what cannot change. */
  readonly subject: string;
}

/** Compares the models with the database, or with what the revisions lead to. Writes nothing. */
export async function check(project: Project, options: CheckOptions = {}): Promise<CheckResult> {
  const against = againstOf(project, options.against);
  let changed: readonly ChangedSince[] = [];
  const found = await differences(project, against, {
    report: options.report,
    // No finding, only something to know: to lay a file out anew is not one, and what was run cannot be run again.
    onBookkeeping: async (bookkeeping, revisions) => {
      const { changedSince } = await import("./current.ts");
      changed = await changedSince(revisions, bookkeeping);
    },
  });
  const { operations, unverified, unmodelled, candidates, files } = found;
  const renames = candidates.map(possibleRename);
  const refusals = found.refusals.map(refusedOf);
  return {
    against,
    differences: [...(await inWords(operations)), ...refusals.map(({ message }) => message)],
    operations,
    refusals,
    unverified,
    unmodelled,
    changed,
    renames,
    files,
  };
}

function refusedOf({ code, message, hint, stays }: Refusal): Refused {
  return { code, message, ...(hint === undefined ? {} : { hint }), subject: stays.name.name };
}

/** A database that is named is meant; without one, the revisions are. */
export function againstOf(project: Project, against: Against | undefined): Against {
  const { database, client } = project;
  return against ?? (database === undefined && client === undefined ? "revisions" : "database");
}

type Asked = Pick<CompareInput, "report" | "onBookkeeping">;

function differences(project: Project, against: Against, input: Asked): Promise<Differences> {
  return DIFFERENCES[against](inputOf(project, input, {}));
}

/**
 * Without other answers, the configuration says which drops and adds are renames. Errors: those of the differ, for all that it refuses
 * together.
 */
export async function compare(
  project: Project,
  against: Against,
  input: Asked,
  answers: Omit<Answers, "committed"> = {},
): Promise<Comparison> {
  const comparison = await COMPARE[against](inputOf(project, input, answers));
  if (comparison.refusals.length > 0) throw (await import("@limbeck/differ")).together(comparison.refusals);
  return comparison;
}

function inputOf(project: Project, input: Asked, answers: Omit<Answers, "committed">): CompareInput {
  const ask = questionerOf({ ...answers, committed: project.config.renames });
  return { ...input, project, revisions: readRevisions(project), ask };
}

const COMPARE = {
  database: compareWithDatabase,
  revisions: async (input) => (await import("./compareRevisions.ts")).compareWithRevisions(input),
} satisfies Record<Against, typeof compareWithDatabase>;

const DIFFERENCES = {
  database: differencesFromDatabase,
  revisions: COMPARE.revisions,
} satisfies Record<Against, typeof differencesFromDatabase>;

/** Nothing is loaded for no operations. */
async function inWords(operations: readonly Operation[]): Promise<readonly string[]> {
  if (operations.length === 0) return [];
  const { describeAll } = await import("@limbeck/operations");
  return describeAll(operations);
}
