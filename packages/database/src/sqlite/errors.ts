import { LimbeckError } from "@limbeck/model";

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

function failed(
  code: string,
  message: string,
  { cause, ...facts }: SqliteFailure,
  hint?: string,
): LimbeckError {
  return new LimbeckError({
    code,
    message: `${message}: ${facts.reason}.`,
    ...(hint === undefined ? {} : { hint }),
    facts,
    exit: 4,
    cause,
  });
}

export function sqliteStatementFailed(failure: SqliteFailure): LimbeckError {
  return failed("statement-failed", "The database refuses the statement", failure);
}

export function databaseLocked(failure: SqliteFailure): LimbeckError {
  const hint =
    "Run the command again when the other is done; a transaction that an application has left open holds the lock as long as it lives.";
  return failed("database-locked", "Another connection keeps the database locked", failure, hint);
}

export function databaseReadOnly(failure: SqliteFailure): LimbeckError {
  const hint =
    "SQLite writes to the file, and puts its journal beside it: this user must be allowed to write to the file and to its folder.";
  return failed("database-read-only", "The database cannot be written to", failure, hint);
}

export function notADatabase(failure: SqliteFailure): LimbeckError {
  const hint =
    "Is the path right? A damaged database can be looked at with: sqlite3 FILE 'PRAGMA integrity_check'";
  return failed("not-a-database", "The file cannot be read as a database of SQLite", failure, hint);
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

export function tokenRefused(url: string, reason: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "access-refused",
    message: `The server does not let this client in (${url}): ${reason}.`,
    hint: "Is the token right, and not expired? It stands behind ?authToken= in the URL.",
    facts: { url, reason },
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
