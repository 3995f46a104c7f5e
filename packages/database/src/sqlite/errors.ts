import { type ExitCode, LimbeckError } from "@limbeck/model";

/** What is known of a statement that SQLite did not run. */
export interface SqliteFailure {
  /** SQLite's own words. */
  readonly reason: string;
  readonly statement: string;
  /** The name of its result code, extended if the driver says it: `SQLITE_CONSTRAINT_UNIQUE`. */
  readonly sqlite?: string;
  /** Counted in characters from 1, in `statement`. */
  readonly position?: number;
  readonly cause: unknown;
}

interface Words {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly exit?: ExitCode;
}

function failed({ cause, ...facts }: SqliteFailure, words: Words): LimbeckError {
  return new LimbeckError({ exit: 4, ...words, facts, cause });
}

export function sqliteStatementFailed(failure: SqliteFailure): LimbeckError {
  return failed(failure, {
    code: "statement-failed",
    message: `The database refuses the statement: ${failure.reason}.`,
  });
}

export function databaseLocked(failure: SqliteFailure): LimbeckError {
  return failed(failure, {
    code: "database-locked",
    message: `Another connection keeps the database locked: ${failure.reason}.`,
    hint: "Run the command again when the other is done; a transaction that an application has left open holds the lock as long as it lives.",
  });
}

export function databaseReadOnly(failure: SqliteFailure): LimbeckError {
  return failed(failure, {
    code: "database-read-only",
    message: `The database cannot be written to: ${failure.reason}.`,
    hint: "SQLite writes to the file, and puts its journal beside it: this user must be allowed to write to the file and to its folder.",
  });
}

export function notADatabase(failure: SqliteFailure): LimbeckError {
  return failed(failure, {
    code: "not-a-database",
    message: `The file cannot be read as a database of SQLite: ${failure.reason}.`,
    hint: "Is the path right? A damaged database can be looked at with: sqlite3 FILE 'PRAGMA integrity_check'",
  });
}

export function databaseFileUnusable(path: string, reason: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "database-file-unusable",
    message: `The database file ${path} cannot be opened: ${reason}.`,
    hint: "The file is made where it does not exist, but its folder must be there, and this user must be allowed to write to it.",
    facts: { path, reason },
    cause,
  });
}

export function driverMissing(cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: "driver-missing",
    message: "The project has no driver for SQLite.",
    hint: "npm install @libsql/client",
    cause,
  });
}

export function driverUnfit(
  driver: string,
  version: string,
  reason: string,
  remedy: string,
  cause?: unknown,
): LimbeckError {
  return new LimbeckError({
    code: "driver-unfit",
    message: `${driver} ${version} cannot be used: ${reason}.`,
    hint: remedy,
    facts: { driver, version, reason },
    cause,
  });
}
