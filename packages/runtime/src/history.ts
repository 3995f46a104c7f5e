import { hostname } from "node:os";
import { type Connection } from "@limbeck/database";
import { quoteLiteral } from "@limbeck/operations";
import { type Step } from "@limbeck/revisions";
import { isUndefinedTable } from "./rows.ts";
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
  /** `failed` was taken back whole; of `partial` something stays, because it had to leave its transaction. */
  readonly outcome: "done" | "failed" | "partial";
}

/** A row of the history, newest ones having the greatest `id`. */
export interface HistoryRow extends HistoryStep, HistoryRun {
  readonly id: string;
  readonly user: string;
  readonly host?: string;
}

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
export function historySqlOffline(table: VersionTable, step: HistoryStep): string {
  return insertSql(table, step, {
    started_at: "transaction_timestamp()",
    duration_ms: "extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000",
    outcome: quoteLiteral("done"),
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
}

/** The history, newest first; empty if there is none. Nothing is created. Call it outside a transaction. */
export async function readHistory(
  connection: Connection,
  table: VersionTable,
  { revisions, limit, since }: HistoryOptions = {},
): Promise<readonly HistoryRow[]> {
  const sql = `SELECT "id"::text AS id, "revision", "direction", "message", "checksum", "tool_version" AS "toolVersion", "tag",
      extract(epoch FROM "started_at")::text AS started, "duration_ms"::text AS duration, "outcome", "database_user" AS "user", "host"
    FROM ${historyName(table)} AS history
    WHERE ($1::text[] IS NULL OR "revision" = ANY ($1)) AND ($2::timestamptz IS NULL OR "started_at" >= $2)
    ORDER BY history."id" DESC LIMIT $3::bigint`;
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

function historyRow(row: Readonly<Record<string, unknown>>): HistoryRow {
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

function outcomeOf(text: string): HistoryRun["outcome"] {
  return text === "done" || text === "partial" ? text : "failed";
}

function directionOf(text: string): Step["direction"] {
  return text === "upgrade" || text === "downgrade" ? text : "stamp";
}
