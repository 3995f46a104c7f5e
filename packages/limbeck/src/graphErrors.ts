import { type ExitCode, LimbeckError } from "@limbeck/model";

// What merge and rebase refuse.

const STATE: ExitCode = 3;
const PROOF: ExitCode = 4;

export function mergeNeedsSeveral(revisions: readonly string[]): LimbeckError {
  const found =
    revisions.length === 0 ? "there is no revision yet" : `${revisions.join(", ")} is all there is`;
  return new LimbeckError({
    code: "merge-needs-several",
    message: `A merge joins two revisions or more, and ${found}.`,
    hint: 'Name the revisions, or write "limbeck merge heads"; limbeck heads lists them.',
    facts: { revisions },
    exit: STATE,
  });
}

export function mergedAlready(revisions: readonly string[], merge: string): LimbeckError {
  return new LimbeckError({
    code: "merged-already",
    message: `${revisions.join(" and ")} are merged already, by revision ${merge}.`,
    hint: "There is nothing to do; limbeck heads lists what is not merged.",
    facts: { revisions, merge },
    exit: STATE,
  });
}

/** A step that failed because of another revision. */
export interface Conflict {
  readonly revision: string;
  readonly other: string;
  readonly reason: string;
  readonly operation?: string;
  readonly place?: string;
}

export function mergeConflict(conflict: Conflict, cause: unknown): LimbeckError {
  const { revision, other, reason } = conflict;
  return new LimbeckError({
    code: "merge-conflict",
    message: `Revisions ${other} and ${revision} do not go together: after ${other}, ${stepWords(conflict)}: ${reason}.`,
    hint: `No file was written. Change one of the two, put one behind the other with "limbeck rebase ${revision} --onto ${other}", or keep the merge with --no-prove.`,
    facts: { ...conflict },
    exit: PROOF,
    cause,
  });
}

function stepWords({ revision, operation, place }: Omit<Conflict, "other" | "reason">): string {
  const where = place === undefined ? "" : ` (${place})`;
  return `revision ${revision}${where} fails${operation === undefined ? "" : ` at "${operation}"`}`;
}

export function mergeDiffers(
  first: readonly string[],
  second: readonly string[],
  differences: readonly string[],
): LimbeckError {
  return new LimbeckError({
    code: "merge-differs",
    message: `It matters which branch comes first: from ${first.join(", then ")} to ${second.join(", then ")} ${shown(differences)}.`,
    hint: 'No file was written. Change one of the revisions, put one branch behind the other with "limbeck rebase", or keep the merge with --no-prove.',
    facts: { orders: [first, second], differences },
    exit: PROOF,
  });
}

/** Onto itself, or onto something that hangs on it. */
export function rebaseOntoItself(revision: string, onto: string): LimbeckError {
  const what = revision === onto ? "itself" : `${onto}, which comes after it`;
  return new LimbeckError({
    code: "rebase-onto-itself",
    message: `Revision ${revision} cannot be moved onto ${what}.`,
    hint: "Name a revision of another branch; limbeck heads lists their ends.",
    facts: { revision, onto },
    exit: STATE,
  });
}

export function rebaseMerge(revision: string, parents: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "rebase-merge",
    message: `Revision ${revision} merges ${parents.join(" and ")}, and a merge stays where its branches end.`,
    hint: "Move one of the branches, or remove the merge and write it anew with limbeck merge.",
    facts: { revision, parents },
    exit: STATE,
  });
}

/** Files share an id, and what belongs to what cannot be seen. */
export function rebaseAmbiguous(revision: string, files: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "rebase-ambiguous",
    message: `Several files are revision ${revision} or its parent, and no header says which branch ${files.join(" and ")} belong${files.length === 1 ? "s" : ""} to.`,
    hint: "Name all files of the branch that is to be moved, the first one first, and a revision of the other branch that comes after these: limbeck rebase FILE FILE --onto REVISION.",
    facts: { revision, files },
    exit: STATE,
  });
}

export function rebaseUnconnected(revision: string, file: string): LimbeckError {
  return new LimbeckError({
    code: "rebase-unconnected",
    message: `${file} does not come after revision ${revision}, so it cannot be moved along with it.`,
    hint: "Name one revision; what comes after it is carried along.",
    facts: { revision, file },
    exit: STATE,
  });
}

export function rebaseApplied(revisions: readonly string[]): LimbeckError {
  const [first = "", ...others] = revisions;
  const what = others.length === 0 ? `Revision ${first} is` : `Revisions ${revisions.join(", ")} are`;
  return new LimbeckError({
    code: "rebase-applied",
    message: `${what} applied in the database, and what is applied is not moved.`,
    hint: "Move the other branch, join both with limbeck merge, or take it back first with limbeck downgrade.",
    facts: { revisions },
    exit: STATE,
  });
}

/** `other`: the revision that stands in its way, if it can be seen. */
export function rebaseConflict(
  root: string,
  station: string,
  conflict: Omit<Conflict, "other"> & Partial<Pick<Conflict, "other">>,
  cause: unknown,
): LimbeckError {
  const { reason, other } = conflict;
  const after = other === undefined || other === conflict.revision ? "" : `, after ${other}`;
  return new LimbeckError({
    code: "rebase-conflict",
    message: `Revision ${root} does not fit there: in the ${station}${after}, ${stepWords(conflict)}: ${reason}.`,
    hint: "No file was changed. Change one of the revisions, or move it with --no-prove and correct it then.",
    facts: { root, station, ...conflict },
    exit: PROOF,
    cause,
  });
}

export function rebaseDiffers(root: string, station: string, differences: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "rebase-differs",
    message: `After the ${station} of revision ${root} in its new place ${shown(differences)} would still have to be done.`,
    hint: "No file was changed. Change the revision, or move it with --no-prove.",
    facts: { root, station, differences },
    exit: PROOF,
  });
}

/** As many as can be read in a sentence; the facts hold them all. */
const MOST_SHOWN = 5;

function shown(differences: readonly string[]): string {
  const more = differences.length - MOST_SHOWN;
  const list = differences.slice(0, MOST_SHOWN).join("; ");
  return more > 0 ? `${list}; and ${more} more` : list;
}
