import { LimbeckError, type ExitCode } from "@limbeck/model";
import { list, quote, shown } from "./words.ts";

// The faults of a graph stand in fault.ts.

/** 3: the revisions or the database are in a state that forbids the command. 2: the command itself is wrong. */
const STATE: ExitCode = 3;
const USAGE: ExitCode = 2;

// Names that cannot be looked up.

const RANGE = "A range A:B is for --sql and for listings; else say where to go: an id, head, base, +1, -1, …";

export function invalidSymbol(symbol: string): LimbeckError {
  return new LimbeckError({
    code: "revision-symbol-invalid",
    message: `${quote(symbol)} does not name a revision.`,
    hint: symbol.includes(":")
      ? RANGE
      : "Write an id, head, heads, base, a branch label, label@REV, REV+1 or REV-1.",
    facts: { symbol },
    exit: USAGE,
  });
}

export function currentUnknown(symbol: string): LimbeckError {
  return new LimbeckError({
    code: "current-unknown",
    message: `${quote(symbol)} asks where the database is, and there is no database here.`,
    hint: "Name a database with --url or in the configuration.",
    facts: { symbol },
    exit: USAGE,
  });
}

/** `nearest`: the name that was probably meant. */
export function unknownRevision(symbol: string, branch?: string, nearest?: string): LimbeckError {
  const within = branch === undefined ? "" : ` in branch ${branch}`;
  return state(
    "revision-unknown",
    `There is no revision or branch label ${quote(symbol)}${within}.`,
    `${didYouMean(nearest)}limbeck history lists the revisions and their labels.`,
    { symbol, branch, ...(nearest === undefined ? {} : { nearest }) },
  );
}

export function ambiguousRevision(symbol: string, candidates: readonly string[]): LimbeckError {
  return state(
    "revision-ambiguous",
    `${quote(symbol)} begins several ids: ${list(candidates)}.`,
    "Write more characters of the id.",
    { symbol, candidates },
  );
}

/** What is replaced has no place of its own any more. */
export function revisionReplaced(revision: string, by: string): LimbeckError {
  return state(
    "revision-replaced",
    `Revision ${revision} is a part of ${by}, which replaces it.`,
    `Name ${by}: all of it is applied or taken back at once.`,
    { revision, by },
  );
}

/** `end`: the newest revision that is replaced; absent where its file is gone. */
export function squashPartlyApplied(squash: string, rows: readonly string[], end?: string): LimbeckError {
  return state(
    "squash-partly-applied",
    `The database has a part of what ${squash} replaces: it is at ${list(rows)}.`,
    end === undefined
      ? `Bring back the files that ${squash} replaces, run "limbeck upgrade" to the newest of them, and delete them then.`
      : `Run "limbeck upgrade ${end}" first; from there on ${squash} counts as applied.`,
    { squash, rows, ...(end === undefined ? {} : { end }) },
  );
}

export function unknownBranch(branch: string, nearest?: string): LimbeckError {
  return state(
    "branch-unknown",
    `There is no branch ${quote(branch)}.`,
    `${didYouMean(nearest)}Before the @ stands a branch label or any revision of the branch; limbeck history lists the labels.`,
    { branch, ...(nearest === undefined ? {} : { nearest }) },
  );
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? "" : `Did you mean ${nearest}? `;
}

export function notInBranch(revision: string, branch: string): LimbeckError {
  return state(
    "revision-not-in-branch",
    `Revision ${revision} is not on branch ${branch}.`,
    `limbeck history -r ${branch}@base:${branch}@head lists that branch.`,
    { revision, branch },
  );
}

export function severalHeads(symbol: string, heads: readonly string[]): LimbeckError {
  return state(
    "heads-several",
    `${quote(symbol)} means one head, and there are ${heads.length}: ${list(heads)}.`,
    "Write heads for all of them or label@head for one; limbeck merge heads joins them, limbeck rebase puts one behind the other.",
    { symbol, heads },
  );
}

export function severalRevisions(symbol: string, revisions: readonly string[]): LimbeckError {
  return state(
    "revisions-several",
    `${quote(symbol)} means one revision here, and there are ${revisions.length}: ${list(revisions)}.`,
    "Name the one that is meant.",
    { symbol, revisions },
  );
}

export function relativeStepTooFar(symbol: string, steps: number, place: string | undefined): LimbeckError {
  return state(
    "relative-step-too-far",
    `${quote(symbol)} goes past the end: there ${steps === 1 ? "is 1 step" : `are ${steps} steps`}, as far as ${place ?? "base"}.`,
    "Count fewer steps, or write base or head.",
    { symbol, steps, stoppedAt: place ?? "base" },
  );
}

export function relativeStepAmbiguous(
  symbol: string,
  candidates: readonly (string | undefined)[],
  place?: string,
): LimbeckError {
  const where = place === undefined ? "" : ` after ${place}`;
  const named = candidates.map((candidate) => candidate ?? "base");
  return state(
    "relative-step-ambiguous",
    `${quote(symbol)} can be counted along several lines${where}: ${list(named)}.`,
    "Name the branch, as in label@+1 or REV@-1, or the revision itself.",
    { symbol, candidates: named, at: place },
  );
}

// States that a plan cannot start from.

export function unknownDatabaseRevisions(revisions: readonly string[]): LimbeckError {
  return state(
    "database-revision-unknown",
    `The database is at ${list(revisions)}, and no file has ${revisions.length === 1 ? "that revision" : "those revisions"}.`,
    "Bring the file back (another git branch may have it), or set the database to a revision that exists with limbeck stamp --purge REV.",
    { revisions },
  );
}

export function overlappingRevisions(lower: string, upper: string): LimbeckError {
  return state(
    "revisions-overlap",
    `Revision ${lower} is an ancestor of ${upper}: both lie on one line.`,
    "Name one of them only.",
    { revisions: [lower, upper] },
  );
}

export function notAnAncestor(lower: string, upper: readonly string[]): LimbeckError {
  return state(
    "revision-not-an-ancestor",
    `Revision ${lower} does not lie below ${upper.length === 0 ? "base" : list(upper)}.`,
    "A range goes from the older end to the newer one: A:B.",
    { lower, upper },
  );
}

export function targetNotAbove(symbols: readonly string[], rows: readonly string[]): LimbeckError {
  return state(
    "target-not-above",
    `The database is past ${list(symbols.map(shown))} already: it is at ${list(rows)}.`,
    "limbeck downgrade goes back; limbeck upgrade head goes on.",
    { target: symbols, current: rows },
  );
}

export function targetNotBelow(symbol: string, rows: readonly string[]): LimbeckError {
  return state(
    "target-not-below",
    `${shown(symbol)} does not lie below the database, which is at ${rows.length === 0 ? "base" : list(rows)}.`,
    "limbeck current shows where the database is, limbeck upgrade goes up.",
    { target: symbol, current: rows },
  );
}

// Ids for new files.

export function refusedRevisionId(id: string): LimbeckError {
  return new LimbeckError({
    code: "revision-id-refused",
    message: `${quote(id)} cannot be a revision id.`,
    hint: "An id holds letters, digits, _ and . only, and is not head, heads, base or current.",
    facts: { revision: id },
    exit: USAGE,
  });
}

export function revisionIdTooLong(id: string, length: number, maxLength: number): LimbeckError {
  return new LimbeckError({
    code: "revision-id-too-long",
    message: `The revision id ${id} has ${length} characters, and the version table holds ${maxLength}.`,
    hint: "Choose a shorter id.",
    facts: { revision: id, length, maxLength },
    exit: USAGE,
  });
}

export function takenRevisionId(id: string): LimbeckError {
  return new LimbeckError({
    code: "revision-id-taken",
    message: `There is a revision ${id} already.`,
    hint: "Choose another id, or leave --rev-id out.",
    facts: { revision: id },
    exit: USAGE,
  });
}

function state(
  code: string,
  message: string,
  hint: string,
  facts: Readonly<Record<string, unknown>>,
): LimbeckError {
  return new LimbeckError({ code, message, hint, facts, exit: STATE });
}
