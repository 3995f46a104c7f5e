import { type ServerReport } from "@limbeck/database";
import { isLimbeckError, reasonOf } from "@limbeck/model";

/** What a server said of a statement that failed. */
export interface ServerWords extends Partial<ServerReport> {
  /** The sentence itself. */
  readonly reason: string;
  /** Absent where a library sent the statement and does not tell. */
  readonly statement?: string;
  /** SQLite: the name of its result code. */
  readonly sqlite?: string;
}

/**
 * What failed, in the server's words if it was the server: our own error of a statement that we sent, or what Drizzle and
 * the driver throw out of `op.run`, where the server's report may be the cause of the cause.
 */
export function serverWords(error: unknown): ServerWords {
  const ours = causes(error).find(isLimbeckError);
  if (ours !== undefined) return { reason: ours.message, ...ours.facts };
  const report = causes(error).find(isReport);
  if (report === undefined) return { reason: reasonOf(error) };
  const statement = causes(error).find((each): each is { query: string } => isText(each, "query"))?.query;
  return {
    reason: report.message,
    sqlstate: report.code,
    ...texts(report),
    ...(statement === undefined ? {} : { statement }),
    ...(isText(report, "position") ? { position: Number(report.position) } : {}),
  };
}

/** Whether a lock race was lost: lock_timeout ran out (55P03), the server ended a deadlock (40P01), or SQLite is locked. */
export function lostLockRace(error: unknown): boolean {
  const { sqlstate, sqlite = "" } = serverWords(error);
  return sqlstate === "55P03" || sqlstate === "40P01" || /^SQLITE_BUSY\b/.test(sqlite);
}

/**
 * Whether the server refuses a transaction around the statement (25001), or around the COMMIT of a procedure that it calls
 * (2D000). Nothing is done then.
 */
export function insistsOnLeaving(error: unknown): boolean {
  const { sqlstate } = serverWords(error);
  return sqlstate === "25001" || sqlstate === "2D000";
}

/** Whether a statement has not taken effect, and its session is still there; else nobody knows. */
export function wasRefused(error: unknown): boolean {
  const { sqlstate, sqlite } = serverWords(error);
  return wasCancelled(error) || sqlstate !== undefined || sqlite !== undefined;
}

/** Whether the server ended the statement because it was asked to. */
export function wasCancelled(error: unknown): boolean {
  return (isLimbeckError(error) && error.code === "cancelled") || serverWords(error).sqlstate === "57014";
}

interface Report extends Error {
  readonly code: string;
}

function causes(error: unknown): readonly object[] {
  if (typeof error !== "object" || error === null) return [];
  return [error, ...causes(Reflect.get(error, "cause"))];
}

function isReport(error: object): error is Report {
  return (
    error instanceof Error &&
    isText(error, "code") &&
    /^[0-9A-Z]{5}$/.test(error.code) &&
    isText(error, "severity")
  );
}

function isText<K extends string>(value: object, name: K): value is { readonly [N in K]: string } {
  return typeof Reflect.get(value, name) === "string";
}

const names = ["detail", "hint", "where", "schema", "table", "column", "constraint"] as const;

function texts(report: object): Partial<Record<(typeof names)[number], string>> {
  return Object.fromEntries(names.flatMap((name) => (isText(report, name) ? [[name, report[name]]] : [])));
}
