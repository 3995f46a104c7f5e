import { isLimbeckError, type LimbeckError, reasonOf } from "@limbeck/model";
import { cancelled, connectionLost } from "../errors.ts";
import { databaseLocked, databaseReadOnly, notADatabase, sqliteStatementFailed } from "./errors.ts";
import { positionOf } from "./position.ts";
import { type PrimaryCode, resultCode } from "./resultCode.ts";

/**
 * Turns whatever a driver of SQLite throws for a statement into one of our errors: `statement-failed`, `database-locked`,
 * `database-read-only`, `not-a-database`, `connection-lost`, `cancelled`.
 */
export function refused(error: unknown, statement: string, signal?: AbortSignal): LimbeckError {
  if (isLimbeckError(error)) return error;
  if (signal?.aborted === true) return cancelled(statement, error);
  const code = resultCode(error);
  const reason = plainReason(error);
  if (code === undefined)
    return isRemote(error)
      ? connectionLost(statement, error)
      : sqliteStatementFailed({ reason, statement, cause: error });
  const build = byCode[code.primary] ?? sqliteStatementFailed;
  return build({
    reason,
    statement,
    sqlite: code.extended,
    cause: error,
    ...positionOf(reason, statement),
  });
}

const byCode: Partial<Readonly<Record<PrimaryCode, typeof sqliteStatementFailed>>> = {
  SQLITE_BUSY: databaseLocked,
  SQLITE_READONLY: databaseReadOnly,
  SQLITE_CANTOPEN: databaseReadOnly,
  SQLITE_NOTADB: notADatabase,
  SQLITE_CORRUPT: notADatabase,
};

/** Whether another connection stands in the way at this moment. */
export function isBusy(error: unknown): boolean {
  const code = isLimbeckError(error) ? resultCode(error.cause) : resultCode(error);
  // Not SQLITE_LOCKED: there a connection stands in its own way, and no waiting helps.
  return code?.primary === "SQLITE_BUSY";
}

/** `@libsql/client` puts its code in front of what SQLite said, in a batch twice; what a server says has a sentence around it. */
export function plainReason(error: unknown): string {
  return reasonOf(error)
    .replace(/^(?:SQLITE_[A-Z_]+: )+/, "")
    .replace(/^SQLite (?:error|input error): /, "");
}

/** What `@libsql/client` throws when it is not SQLite that refuses; or `fetch`, with the reason in its cause. */
function isRemote(error: unknown): boolean {
  const name: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "name") : undefined;
  return /^(?:Libsql|Hrana)/.test(String(name)) || reasonOf(error) === "fetch failed";
}
