import { relative } from "node:path";

import { type SourcePosition } from "@limbeck/loader";
import { type Failure, LimbeckError, reasonOf } from "@limbeck/model";
import { type Loss } from "@limbeck/runtime";

export function databaseMissing(command: string): LimbeckError {
  return new LimbeckError({
    code: "database-missing",
    message: `"limbeck ${command}" needs a database, and none is named.`,
    hint: "Pass --url, set DATABASE_URL (in the environment or in .env), or set `url` in the configuration.",
    facts: { command },
  });
}

export function fileExists(file: string): LimbeckError {
  return new LimbeckError({
    code: "file-exists",
    message: `${file} is there already.`,
    hint: "Nothing was overwritten.",
    facts: { file },
  });
}

export function notAHead(revision: string, children: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "revision-not-head",
    message: `Revision ${revision} is no head: ${children.join(", ")} come${children.length === 1 ? "s" : ""} after it.`,
    hint: "Pass --splice if a new branch is to begin there, or name a head: limbeck heads lists them.",
    facts: { revision, children },
    exit: 3,
  });
}

export function versionPathUnknown(folder: string, known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "version-path-unknown",
    message: `${folder} is no folder of revisions: a file there would not be found again.`,
    hint: `Name one of ${known.join(", ")}, or add it to versionLocations in the configuration.`,
    facts: { folder, known },
  });
}

export function versionPathMissing(known: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "version-path-missing",
    message: `There are several folders of revisions: ${known.join(", ")}.`,
    hint: "Say in which the new branch begins: --version-path FOLDER.",
    facts: { known },
  });
}

/** As many as a sentence can hold; the facts have them all. */
const MOST_LOSSES = 5;

export function dataWouldBeLost(losses: readonly Loss[], sentences: readonly string[]): LimbeckError {
  const more = sentences.length - MOST_LOSSES;
  const shown = [...sentences.slice(0, MOST_LOSSES), ...(more > 0 ? [`and ${more} more`] : [])];
  return new LimbeckError({
    code: "data-would-be-lost",
    message: `The downgrade destroys data: ${shown.join("; ")}.`,
    hint: "Pass --yes if that is what you want.",
    facts: { losses },
    exit: 3,
  });
}

/** The same error, with the git branches that have the files of the revisions that are missing here. */
export function revisionOnBranches(
  error: LimbeckError,
  branches: Readonly<Record<string, readonly string[]>>,
): LimbeckError {
  const told = Object.entries(branches).map(([revision, names]) => `${revision} is on ${names.join(", ")}`);
  const hint = `In git ${told.join("; ")}: merge or check out that branch, or, where the revision is not wanted, take it back from there with limbeck downgrade. Else limbeck stamp --purge REV sets the database to a revision that exists.`;
  return changed(error, { hint, facts: { ...error.facts, branches } });
}

export function optionAlone(option: string, other: string): LimbeckError {
  return new LimbeckError({
    code: "option-alone",
    message: `${option} means nothing without ${other}.`,
    hint: `Say ${other} ${option}.`,
    facts: { option, other },
  });
}

export function messageMissing(): LimbeckError {
  return new LimbeckError({
    code: "message-missing",
    message: "A revision needs a message.",
    hint: 'Pass one: -m "add users".',
  });
}

export function logFileUnwritable(file: string, cause: unknown): LimbeckError {
  const reason = reasonOf(cause);
  return new LimbeckError({
    code: "log-file-unwritable",
    message: `The log cannot be written to ${file}: ${reason}.`,
    hint: "Name a file in a folder that exists and may be written, or leave --log-file out.",
    facts: { file },
    cause,
  });
}

/** The same error, saying where in the user's files it came from. */
export function withPosition(error: LimbeckError, position: SourcePosition, root: string): LimbeckError {
  const place = `${relative(root, position.file)}:${position.line}:${position.column}`;
  return changed(error, { message: `${place}: ${error.message}`, facts: { ...error.facts, ...position } });
}

/** A driver of SQLite is asked for by a replay of the revisions, too. */
const NEEDED_EITHER_WAY: ReadonlySet<string> = new Set(["driver-missing", "driver-unfit"]);

/** The same error, with the way to compare without a database, where there is one. */
export function withoutDatabase(error: LimbeckError): LimbeckError {
  if (NEEDED_EITHER_WAY.has(error.code)) return error;
  const before = error.hint === undefined ? "" : `${error.hint} `;
  return changed(error, { hint: `${before}Without a database, --against revisions compares the revisions.` });
}

function changed(error: LimbeckError, change: Partial<Failure>): LimbeckError {
  const { code, message, hint, facts, exit, cause } = error;
  return new LimbeckError({
    code,
    message,
    facts,
    exit,
    cause,
    ...(hint === undefined ? {} : { hint }),
    ...change,
  });
}

/** A person left a question unanswered. */
export function questionCancelled(state: string, hint: string): LimbeckError {
  return new LimbeckError({
    code: "cancelled",
    message: `Interrupted at a question; ${state}.`,
    hint,
    exit: 130,
  });
}
