import { type LockHolder } from "@limbeck/database";
import { type ExitCode, isLimbeckError, LimbeckError } from "@limbeck/model";
import { describe } from "@limbeck/operations";
import { at } from "../errors.ts";
import { holderWords } from "../holderWords.ts";
import { excerpt, textPlace } from "./excerpt.ts";
import { type SourcePlace } from "./loadedRevision.ts";
import { type Item, type PreparedStep } from "./preparedStep.ts";
import { lostLockRace, serverWords, type ServerWords, wasCancelled } from "./serverWords.ts";

/** Where a run stood when something failed. */
export interface FailedAt {
  readonly step: PreparedStep;
  /** Absent if the statements were through and the COMMIT or the version rows failed. */
  readonly item?: Item;
  /** The user's own line, if more is known of it than where the operation was recorded. */
  readonly place?: SourcePlace;
  /** The sessions that the statement waited for when somebody looked. */
  readonly blockers?: readonly LockHolder[];
}

/** How far a run got. */
export interface Outcome {
  /** Revisions whose steps are committed, in order. */
  readonly completed: readonly string[];
  /** Whether nothing of the failed revision is left. */
  readonly takenBack: boolean;
  /** What is left of it, in words. */
  readonly kept: readonly string[];
  /** Whether the next run goes on behind it. */
  readonly resumable: boolean;
  /** How often it was tried. */
  readonly attempts: number;
}

/** `migration-failed` (exit 4), `cancelled` (130) if that was the wish, or the error itself where it says all by itself. */
export function migrationFailed(
  cause: unknown,
  failed: FailedAt,
  outcome: Outcome,
  aborted: boolean,
): LimbeckError {
  if (failed.item === undefined && isLimbeckError(cause) && cause.code === "version-rows-changed")
    return cause;
  const words = serverWords(cause);
  const cancelled = aborted && wasCancelled(cause);
  const place = failed.place ?? failed.item?.place;
  return new LimbeckError({
    code: cancelled ? "cancelled" : "migration-failed",
    message: cancelled ? cancelledWords(failed, outcome) : failureWords(failed, outcome, words, place),
    hint:
      cancelled && (outcome.takenBack || outcome.resumable)
        ? "Run the command again to go on."
        : hintOf(words, failed, outcome, cause),
    facts: { ...factsOf(failed, words), ...place, ...outcome },
    exit: exitOf(cancelled),
    cause,
  });
}

function exitOf(cancelled: boolean): ExitCode {
  return cancelled ? 130 : 4;
}

function cancelledWords({ step }: FailedAt, outcome: Outcome): string {
  return `Interrupted in revision ${step.step.revision}; ${endWords(outcome)}.`;
}

function failureWords(
  { step, item }: FailedAt,
  outcome: Outcome,
  { reason }: ServerWords,
  place: SourcePlace | undefined,
): string {
  const { direction, revision } = step.step;
  const what = item === undefined ? "COMMIT" : describe(item.operation);
  return `The ${direction} of revision ${revision}${at(place)} failed at "${what}": ${serverSentence(reason)}; ${endWords(outcome)}.`;
}

/** The connection's own error wraps the server's sentence in one of ours. */
function serverSentence(reason: string): string {
  return reason.replace(/\.$/, "");
}

function endWords({ takenBack, kept }: Outcome): string {
  if (takenBack && kept.length === 0) return "all of it was taken back";
  return `this part of it stays: ${kept.join(", ") || "what had been done outside a transaction"}`;
}

const RESUMES =
  "Correct what is left of the revision and run the command again: it goes on behind what stays.";

/** `undefined_*` and `duplicate_*` of PostgreSQL's list of error codes. */
const MISFITS = new Set(["42P01", "42703", "42704", "42883", "42P06", "42P07", "42701", "42710"]);

/** SQLite has one code for all of them, and a sentence. */
const MISFIT = /^no such |^duplicate column name|already exists$|already another/;

function isMisfit({ sqlstate, sqlite, reason }: ServerWords): boolean {
  if (sqlstate !== undefined) return MISFITS.has(sqlstate);
  return sqlite === "SQLITE_ERROR" && MISFIT.test(reason);
}

function hintOf(
  words: ServerWords,
  { blockers = [] }: FailedAt,
  { takenBack, resumable }: Outcome,
  cause: unknown,
): string {
  if (lostLockRace(cause)) {
    const who = blockers.length === 0 ? "Another session" : blockers.map(holderWords).join(" and ");
    return `In the way: ${who}. Run it again at a quieter time, or raise --lock-retries.`;
  }
  if (isMisfit(words))
    return "The database is not as the revision expects: limbeck check says how it differs; if the change was made by hand already, limbeck stamp records it.";
  return (
    detailHint(words, takenBack) ??
    words.hint ??
    ownHint(cause) ??
    (takenBack
      ? "Correct the revision and run the command again."
      : resumable
        ? RESUMES
        : "Look at what stays before you run the command again.")
  );
}

/** What the server's detail says to do, where its own hint says less or nothing. */
function detailHint({ sqlstate = "", detail }: ServerWords, takenBack: boolean): string | undefined {
  const said = detail?.replaceAll("\n", "; ");
  if (said === undefined) return undefined;
  // dependent_objects_still_exist: CASCADE, which the server would advise, is not for a revision to say.
  if (sqlstate === "2BP01") return `First change or drop what depends on it: ${said}.`;
  // Class 23, integrity constraint violation: which row it is, only the detail says.
  if (sqlstate.startsWith("23") && takenBack)
    return `Correct the rows or the revision, and run the command again: ${said}`;
  return undefined;
}

/** What only we know to say of a failure of our own; a server's hint is among its words. */
function ownHint(cause: unknown): string | undefined {
  return isLimbeckError(cause) && cause.facts["sqlstate"] === undefined && cause.code !== "connection-lost"
    ? cause.hint
    : undefined;
}

function factsOf({ step, item, blockers }: FailedAt, words: ServerWords): Readonly<Record<string, unknown>> {
  const { reason, position, ...server } = words;
  const statement = words.statement ?? (item?.kind === "statement" ? item.statement.sql : undefined);
  return {
    revision: step.step.revision,
    message: step.message,
    direction: step.step.direction,
    ...(item === undefined ? {} : { operation: describe(item.operation), number: item.number }),
    total: step.operations.length,
    reason,
    ...(blockers === undefined ? {} : { blockers }),
    ...server,
    ...(statement === undefined ? {} : { statement }),
    ...(statement === undefined || position === undefined ? {} : pointed(statement, position)),
  };
}

function pointed(statement: string, position: number): Readonly<Record<string, unknown>> {
  return { position, at: textPlace(statement, position), excerpt: excerpt(statement, position) };
}
