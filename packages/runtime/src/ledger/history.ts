import { hostname } from "node:os";
import { type Connection, transactionStatus } from "@limbeck/database";
import { type Step } from "@limbeck/revisions";
import { type OwnTables, ownTablesOf, type ScriptColumn } from "./ownTables.ts";
import { type VersionTable } from "./versionTable.ts";
import { type WalkPosition } from "../walk/walker.ts";

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
 * `started` and `step 3` (so many items are done) stand there as long as a revision that leaves its transaction is not done, and
 * `step 3 at {…}` while a walk is on its way.
 * `failed` was taken back, but for the steps beside it; of `partial` something stays that nothing tells of.
 */
export type StepOutcome =
  "done" | "failed" | "partial" | "started" | `step ${number}` | `step ${number} at ${string}`;

/** A row of the history, newest ones having the greatest `id`. */
export interface HistoryRow extends HistoryStep, HistoryRun {
  readonly id: string;
  readonly user: string;
  readonly host?: string;
}

/** Takes away the rows that say how far a step is. */
export function forgetSql({ historyName, quote }: OwnTables, table: VersionTable, revision: string): string {
  return `DELETE FROM ${historyName(table)} WHERE "revision" = ${quote(revision)} AND ${IS_LEDGER}`;
}

/** Takes away the row that says how far a walk is, and answers whether it was there. */
export function forgetWalkSql(
  { historyName, quote }: OwnTables,
  table: VersionTable,
  revision: string,
  outcome: StepOutcome,
): string {
  return `DELETE FROM ${historyName(table)} WHERE "revision" = ${quote(revision)} AND "outcome" = ${quote(outcome)} RETURNING "id"`;
}

/** The same of all steps. */
export function forgetAllSql({ historyName }: OwnTables, table: VersionTable): string {
  return `DELETE FROM ${historyName(table)} WHERE ${IS_LEDGER}`;
}

const IS_LEDGER = `("outcome" = 'started' OR "outcome" LIKE 'step %')`;

/** The history row of a step that this process ran. */
export function historySql(own: OwnTables, table: VersionTable, step: HistoryStep, run: HistoryRun): string {
  const { quote, user } = own;
  return insertSql(own, table, step, run.outcome, {
    started_at: quote(run.started.toISOString()),
    duration_ms: String(Math.round(run.duration)),
    database_user: user(),
    host: quote(hostname()),
  });
}

/** The history row of a step that a script will run, inside its transaction: the server fills in when, how long and where. */
export function historySqlOffline(
  own: OwnTables,
  table: VersionTable,
  step: HistoryStep,
  outcome: StepOutcome = "done",
): string {
  return insertSql(own, table, step, outcome, own.inScript);
}

function insertSql(
  { historyName, quote }: OwnTables,
  table: VersionTable,
  step: HistoryStep,
  outcome: StepOutcome,
  run: Readonly<Record<ScriptColumn, string>>,
): string {
  const values: Readonly<Record<string, string>> = {
    revision: quote(step.revision),
    direction: quote(step.direction),
    message: quote(step.message),
    checksum: quote(step.checksum ?? null),
    tool_version: quote(step.toolVersion ?? null),
    started_at: run.started_at,
    duration_ms: run.duration_ms,
    outcome: quote(outcome),
    host: run.host,
    database_user: run.database_user,
    tag: quote(step.tag ?? null),
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
  options: HistoryOptions = {},
): Promise<readonly HistoryRow[]> {
  const { historyName, isMissing, isUndefinedTable, selectHistory } = ownTablesOf(connection);
  const { sql, params } = selectHistory(table, options, options.halfRun === true ? ` AND ${IS_LEDGER}` : "");
  // A statement that fails would end an application's open transaction.
  if ((await transactionStatus(connection)) !== "none" && (await isMissing(connection, historyName(table))))
    return [];
  try {
    const rows = await connection.query(sql, params);
    return rows.map(historyRow);
  } catch (error) {
    if (isUndefinedTable(error)) return [];
    throw error;
  }
}

/** A row as `selectHistory` answers it. */
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
  if (done === undefined) return "failed";
  const walk = walkOf(text);
  return walk === undefined ? `step ${done}` : walkOutcome(done, walk);
}

/** An outcome as a person reads it: `step 3, 2000 rows`. */
export function outcomeWords(outcome: StepOutcome): string {
  const walk = walkOf(outcome);
  return walk === undefined ? outcome : `step ${stepsDone(outcome) ?? 0}, ${walk.rows} rows`;
}

/** Whether a row only says how far a step is. */
export function isLedger(outcome: StepOutcome): boolean {
  return outcome === "started" || stepsDone(outcome) !== undefined;
}

/** How many items are done, says a row of the outcome `step 3`. */
export function stepsDone(outcome: string): number | undefined {
  const [, done] = /^step (\d+)(?: at \{.*\})?$/.exec(outcome) ?? [];
  return done === undefined ? undefined : Number(done);
}

/** The outcome of a walk that is on its way, behind so many items. */
export function walkOutcome(done: number, position: WalkPosition): StepOutcome {
  return `step ${done} at ${JSON.stringify(position)}`;
}

/** How far a walk is, says a row of the outcome `step 3 at {…}`. */
export function walkOf(outcome: string): WalkPosition | undefined {
  const [, text] = /^step \d+ at (\{.*\})$/.exec(outcome) ?? [];
  // Nobody but `walkOutcome` writes it.
  return text === undefined ? undefined : (JSON.parse(text) as WalkPosition);
}

function directionOf(text: string): Step["direction"] {
  return text === "upgrade" || text === "downgrade" ? text : "stamp";
}
