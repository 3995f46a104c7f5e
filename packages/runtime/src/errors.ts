import { type LockHolder } from "@limbeck/database";
import { type Dialect, type ExitCode, isLimbeckError, LimbeckError, reasonOf } from "@limbeck/model";
import { type Step } from "@limbeck/revisions";
import { holderWords } from "./holderWords.ts";
import { type SourcePlace } from "./steps/loadedRevision.ts";

// The failure of a running revision stands in migrationFailed.ts, what half-run ones forbid in halfRunErrors.ts, and what one operation
// forbids, which is told in its words, in itemErrors.ts: who only reads need not load the operations.

/** 3: the revisions or the database are in a state that forbids the command. 2: usage. 4: a migration failed. 5: the lock. */
const STATE: ExitCode = 3;
const USAGE: ExitCode = 2;
const MIGRATION: ExitCode = 4;
const LOCK: ExitCode = 5;

/** `, file:12` behind a name, as far as it is known. */
export function at(place: SourcePlace | undefined): string {
  return place === undefined ? "" : ` (${place.file}:${place.line})`;
}

// Found before anything is touched.

/** The dialect that has nothing of the kind, and the major of PostgreSQL that has. */
export interface Lacking {
  readonly lacks?: Dialect;
  readonly since?: number;
}

export function unsupportedRevision(
  revision: string,
  operation: string,
  reason: string,
  place: SourcePlace | undefined,
  lacking: Lacking,
): LimbeckError {
  return new LimbeckError({
    code: "revision-unsupported",
    message: `Revision ${revision}${at(place)} cannot run here, at "${operation}": ${reason}; nothing was touched.`,
    hint: unsupportedHint(lacking),
    facts: { revision, operation, reason, ...place },
    exit: STATE,
  });
}

function unsupportedHint({ lacks, since }: Lacking): string {
  if (since !== undefined)
    return `Run it on PostgreSQL ${since} or later, or say it another way in the revision.`;
  return lacks === undefined
    ? "Change the revision."
    : `Leave it out where op.context.dialect is "${lacks}", or say it another way there.`;
}

export function irreversibleRevision(
  revision: string,
  _operation: string,
  reason: string,
  place: SourcePlace | undefined,
): LimbeckError {
  return new LimbeckError({
    code: "irreversible",
    message: `Revision ${revision}${at(place)} has no way back: ${reason}.`,
    hint: "Nothing was touched; write its downgrade by hand.",
    facts: { revision, reason, ...place },
    exit: STATE,
  });
}

/** The body threw. A directive's own complaint keeps its code. */
export function bodyFailed(
  { revision, direction }: Step,
  cause: unknown,
  place: SourcePlace | undefined,
): LimbeckError {
  const reason = reasonOf(cause);
  const known = isLimbeckError(cause) ? cause : undefined;
  return new LimbeckError({
    code: known?.code ?? "revision-body-failed",
    message: `The ${direction} of revision ${revision}${at(place)} cannot be read: ${reason.replace(/\.$/, "")}.`,
    hint:
      known?.hint ??
      "Nothing was touched; a revision only records, work that looks at data belongs in op.run.",
    facts: { ...known?.facts, revision, direction, reason, ...place },
    exit: known?.exit ?? MIGRATION,
    cause,
  });
}

export function bodyAsynchronous({ revision, direction }: Step, file: string | undefined): LimbeckError {
  return new LimbeckError({
    code: "revision-body-asynchronous",
    message: `The ${direction} of revision ${revision} is an async function${file === undefined ? "" : ` (${file})`}.`,
    hint: "Nothing was touched; take the async away and put work that waits into op.run(async ({ db }) => …).",
    facts: { revision, direction, ...(file === undefined ? {} : { file }) },
    exit: STATE,
  });
}

export function leavesTransaction(revision: string, reason: string, place?: SourcePlace): LimbeckError {
  return new LimbeckError({
    code: "revision-leaves-transaction",
    message: `Revision ${revision}${at(place)} cannot run in one transaction with others: ${reason}.`,
    hint: 'Nothing was touched; run it with transaction: "revision", on a connection that is not in a transaction.',
    facts: { revision, reason, ...place },
    exit: STATE,
  });
}

// The state of the database.

/** `known` says what the history knows of the rows. */
export function unknownRevision(cause: LimbeckError, known: readonly string[]): LimbeckError {
  const message =
    known.length === 0 ? cause.message : `${cause.message.replace(/\.$/, "")} (${known.join("; ")}).`;
  const { code, hint, facts, exit } = cause;
  return new LimbeckError({
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    facts: { ...facts, known },
    exit,
    cause,
  });
}

export function databaseMoved(planned: readonly string[], rows: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "database-moved",
    message: `Another run has changed the database while this one waited: it is at ${rows.join(", ") || "base"} now.`,
    hint: "Nothing was touched; look at limbeck current and run the command again.",
    facts: { planned, current: rows },
    exit: STATE,
  });
}

export function schemaMissing(): LimbeckError {
  return new LimbeckError({
    code: "version-schema-missing",
    message: "The search path of the connection leads to no schema, so the version table has no place.",
    hint: "Name a schema for the version table in the configuration.",
    exit: USAGE,
  });
}

export function versionRowsChanged(statement: string, table: string): LimbeckError {
  return new LimbeckError({
    code: "version-rows-changed",
    message: `The rows of ${table} are not those that the run began with: somebody else has changed them.`,
    hint: "The step was taken back; look at limbeck current and run the command again.",
    facts: { statement, table },
    exit: MIGRATION,
  });
}

// The migration lock.

export function lockNotObtained(holder: LockHolder | undefined, waited: number): LimbeckError {
  const by = holder === undefined ? "another session" : holderWords(holder);
  return new LimbeckError({
    code: "lock-not-obtained",
    message: `The migration lock was not obtained in ${Math.round(waited / 100) / 10} s: ${by} holds it.`,
    hint: "Wait for that run to end, or wait longer with --lock-wait.",
    facts: { waited, ...(holder === undefined ? {} : { holder }) },
    exit: LOCK,
  });
}

export function lockNeedsConnection(): LimbeckError {
  return new LimbeckError({
    code: "lock-needs-connection",
    message: "A lock held by a transaction needs a connection of its own.",
    hint: 'Hand over `connect`, or choose lock: "session" or "none".',
    exit: USAGE,
  });
}

/** Aborted before a revision began, or between two. */
export function interrupted(cause?: unknown): LimbeckError {
  return new LimbeckError({ code: "cancelled", message: "Interrupted.", exit: 130, cause });
}

/** `committed` is false where nobody could be asked. */
export function lostAtCommit(
  revision: string,
  committed: boolean,
  completed: readonly string[],
  cause: unknown,
): LimbeckError {
  const what = committed ? "and it took place" : "and whether it took place is not known";
  return new LimbeckError({
    code: "connection-lost",
    message: `The connection was lost at the COMMIT of revision ${revision}, ${what}.`,
    hint: committed
      ? "Run the command again to go on."
      : "limbeck current says where the database is; run the command again to go on.",
    facts: { revision, committed, completed },
    exit: MIGRATION,
    cause,
  });
}

// Making a table of SQLite anew; see itemErrors.ts too.

/** `keys` are pairs of tables, `count` is that of the rows. */
export function foreignKeysBroken(keys: readonly string[], count: number): LimbeckError {
  return new LimbeckError({
    code: "foreign-keys-broken",
    message: `${count} rows would refer to rows that there are not (${keys.join(", ")})`,
    hint: "Foreign keys are off while a table is made anew, and checked before the end: let the revision change or delete those rows.",
    facts: { keys, count },
    exit: MIGRATION,
  });
}

// What a revision must not do.

export function transactionEnded(revision: string, operation: string): LimbeckError {
  return new LimbeckError({
    code: "transaction-ended",
    message: "it ended the transaction of its revision",
    hint: "Take COMMIT and ROLLBACK out of the revision; `export const transaction = false` runs it without a transaction.",
    facts: { revision, operation },
    exit: MIGRATION,
  });
}

export function errorSwallowed(revision: string, operation: string): LimbeckError {
  return new LimbeckError({
    code: "error-swallowed",
    message: "a statement in it failed, and it went on",
    hint: "Put what may fail into db.transaction(…), which is a savepoint here.",
    facts: { revision, operation },
    exit: MIGRATION,
  });
}
