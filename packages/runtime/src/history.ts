import { hostname } from "node:os";
import { type Connection, transactionStatus } from "@limbeck/database";
import { quoteLiteral } from "@limbeck/operations";
import { type Step } from "@limbeck/revisions";
import { isMissing, isUndefinedTable } from "./rows.ts";
import { historyName, type VersionTable } from "./versionTable.ts";

/** What the history keeps of a step, whoever runs it. */
export interface HistoryStep {
  readonly revision: string;
  readonly direction: Step["direction"];
  readonly message: string;
  /** Absent where nothing was run: a stamp. */
  readonly checksum?: string;
  readonly toolVersion?: string;
  readonly tag?: string;
}

/** When a step ran and how it ended. */
export interface HistoryRun {
  readonly started: Date;
  /** In milliseconds. */
  readonly duration: number;
  readonly outcome: StepOutcome;
}

/**
 * `started` and `step 3` (so many items are done) stand there as long as a revision that leaves its transaction is not done.
 * `failed` was taken back, but for the steps beside it; of `partial` something stays that nothing tells of.
 */
export type StepOutcome = "done" | "failed" | "partial" | "started" | `step ${number}`;

/** A row of the history, newest ones having the greatest `id`. */
export interface HistoryRow extends HistoryStep, HistoryRun {
  readonly id: string;
  readonly user: string;
  readonly host?: string;
}

/** Takes away the rows that say how far a step is. */
export function forgetSql(table: VersionTable, revision: string): string {
  return `DELETE FROM ${historyName(table)} WHERE "revision" = ${quoteLiteral(revision)} AND ${IS_LEDGER}`;
}

/** The same of all steps. */
export function forgetAllSql(table: VersionTable): string {
  return `DELETE FROM ${historyName(table)} WHERE ${IS_LEDGER}`;
}

const IS_LEDGER = `("outcome" = 'started' OR "outcome" LIKE 'step %')`;

/** The history row of a step that this process ran. */
export function historySql(table: VersionTable, step: HistoryStep, run: HistoryRun): string {
  return insertSql(table, step, {
    started_at: quoteLiteral(run.started.toISOString()),
    duration_ms: String(Math.round(run.duration)),
    outcome: quoteLiteral(run.outcome),
    host: quoteLiteral(hostname()),
  });
}

/** The history row of a step that a script will run, inside its transaction: the server fills in when, how long and where. */
export function historySqlOffline(
  table: VersionTable,
  step: HistoryStep,
  outcome: StepOutcome = "done",
): string {
  return insertSql(table, step, {
    started_at: "transaction_timestamp()",
    duration_ms: "extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000",
    outcome: quoteLiteral(outcome),
    host: "host(inet_client_addr())",
  });
}

type RunColumn = "started_at" | "duration_ms" | "outcome" | "host";

function insertSql(table: VersionTable, step: HistoryStep, run: Readonly<Record<RunColumn, string>>): string {
  const values: Readonly<Record<string, string>> = {
    revision: quoteLiteral(step.revision),
    direction: quoteLiteral(step.direction),
    message: quoteLiteral(step.message),
    checksum: quoteLiteral(step.checksum ?? null),
    tool_version: quoteLiteral(step.toolVersion ?? null),
    ...run,
    database_user: "session_user",
    tag: quoteLiteral(step.tag ?? null),
  };
  const columns = Object.keys(values).map((column) => `"${column}"`);
  return `INSERT INTO ${historyName(table)} (${columns.join(", ")})\n  VALUES (${Object.values(values).join(", ")})`;
}

export interface HistoryOptions {
  /** Only these revisions. */
  readonly revisions?: readonly string[];
  /** At most so many rows, the newest. */
  readonly limit?: number;
  /** Only steps that started at this time or later. */
  readonly since?: Date;
  /** Only rows that say how far a step is that is not done. */
  readonly halfRun?: boolean;
}

/** The history, newest first; empty if there is none. Nothing is created. */
export async function readHistory(
  connection: Connection,
  table: VersionTable,
  { revisions, limit, since, halfRun = false }: HistoryOptions = {},
): Promise<readonly HistoryRow[]> {
  const sql = `${selectHistory(table)}
    WHERE ($1::text[] IS NULL OR "revision" = ANY ($1)) AND ($2::timestamptz IS NULL OR "started_at" >= $2)${halfRun ? ` AND ${IS_LEDGER}` : ""}
    ORDER BY history."id" DESC LIMIT $3::bigint`;
  // A statement that fails would end an application's open transaction.
  if ((await transactionStatus(connection)) !== "none" && (await isMissing(connection, historyName(table))))
    return [];
  try {
    const rows = await connection.query(sql, [
      revisions ?? null,
      since?.toISOString() ?? null,
      limit ?? null,
    ]);
    return rows.map(historyRow);
  } catch (error) {
    if (isUndefinedTable(error)) return [];
    throw error;
  }
}

/** A SELECT of what `historyRow` reads, up to its FROM. */
export function selectHistory(table: VersionTable): string {
  return `SELECT "id"::text AS id, "revision", "direction", "message", "checksum", "tool_version" AS "toolVersion", "tag",
      extract(epoch FROM "started_at")::text AS started, "duration_ms"::text AS duration, "outcome", "database_user" AS "user", "host"
    FROM ${historyName(table)} AS history`;
}

export function historyRow(row: Readonly<Record<string, unknown>>): HistoryRow {
  const text = (name: string): string => String(row[name]);
  const optional = <K extends string>(name: K) =>
    (typeof row[name] === "string" ? { [name]: row[name] } : {}) as { readonly [N in K]?: string };
  return {
    id: text("id"),
    revision: text("revision"),
    direction: directionOf(text("direction")),
    message: text("message"),
    started: new Date(Number(row["started"]) * 1000),
    duration: Number(row["duration"]),
    outcome: outcomeOf(text("outcome")),
    user: text("user"),
    ...optional("checksum"),
    ...optional("toolVersion"),
    ...optional("tag"),
    ...optional("host"),
  };
}

function outcomeOf(text: string): StepOutcome {
  if (text === "done" || text === "partial" || text === "started") return text;
  const done = stepsDone(text);
  return done === undefined ? "failed" : `step ${done}`;
}

/** Whether a row only says how far a step is. */
export function isLedger(outcome: StepOutcome): boolean {
  return outcome === "started" || stepsDone(outcome) !== undefined;
}

/** How many items are done, says a row of the outcome `step 3`. */
export function stepsDone(outcome: string): number | undefined {
  const [, done] = /^step (\d+)$/.exec(outcome) ?? [];
  return done === undefined ? undefined : Number(done);
}

function directionOf(text: string): Step["direction"] {
  return text === "upgrade" || text === "downgrade" ? text : "stamp";
}
