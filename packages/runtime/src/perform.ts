import { type Connection, transactionStatus } from "@limbeck/database";
import { applyRowChange, type Graph, type Step } from "@limbeck/revisions";
import { onWatchedConnection } from "./session/access.ts";
import { type HalfRun, readHalfRuns } from "./ledger/halfRun.ts";
import { ownTablesOf } from "./ledger/ownTables.ts";
import { forgetAllSql } from "./ledger/history.ts";
import { keeperOf } from "./session/keeper.ts";
import { type Runner } from "./session/migrationLock.ts";
import { type Access, type RunOptions, type TransactionMode } from "./options.ts";
import { type PreparedStep } from "./steps/preparedStep.ts";
import { type FinishedStep } from "./ledger/progress.ts";
import { resume } from "./ledger/resume.ts";
import { readRows } from "./ledger/rows.ts";
import { runSegments } from "./steps/runSteps.ts";
import { segmentsOf } from "./steps/segment.ts";
import { createTables, readSession } from "./session/session.ts";
import { versionTable } from "./ledger/versionTable.ts";
import { explained } from "./ledger/unknownRows.ts";

/** What a run did. */
export interface RunResult {
  readonly steps: readonly FinishedStep[];
  /** Planned revisions that another run did meanwhile. */
  readonly skipped: readonly string[];
  /** The version rows before and after. */
  readonly before: readonly string[];
  readonly rows: readonly string[];
}

/** A plan, and the rows that it was made for. */
export interface Planned {
  readonly rows: readonly string[];
  readonly steps: readonly Step[];
}

/** A command: how it plans, and how its steps become statements. */
export interface Command {
  readonly access: Access;
  readonly graph: Graph;
  readonly options: RunOptions;
  readonly plan: (rows: readonly string[]) => readonly Step[];
  /** Plans again after waiting for the lock, if the rows are others now: steps of the first plan or none. */
  readonly replan: (rows: readonly string[], first: Planned) => readonly Step[];
  /** Whether the command settles what is half-run, by saying where the database is. */
  readonly settles?: true;
  readonly prepare: (
    steps: readonly Step[],
    connection: Pick<Connection, "dialect" | "server">,
  ) => Promise<readonly PreparedStep[]>;
}

/**
 * Runs a command: finds out what there is to do, prepares all of it, takes the lock, looks again, and does it. If there is
 * nothing to do, it asks for the version rows and nothing else.
 */
export function perform(command: Command): Promise<RunResult> {
  const { access, options } = command;
  return onWatchedConnection(access, options, (connection) => performOn(connection, command));
}

async function performOn(connection: Connection, command: Command): Promise<RunResult> {
  const { options } = command;
  const keeper = keeperOf(connection);
  const first = await keeper.patiently(options, () => planOn(connection, command));
  const { rows } = first;
  if (first.steps.length === 0 && !(await hasToSettle(connection, command)))
    return { steps: [], skipped: [], before: rows, rows };
  const prepared = await command.prepare(first.steps, connection);
  // What cannot be cut is refused now, before anybody waits.
  segmentsOf(prepared, await modeOn(connection, options));
  await keeper.refuse(connection, prepared);
  await options.approve?.(prepared, connection);
  const session = await readSession(connection, versionTable(options.table));
  const runner: Runner = { connection, session, options };
  const run: Run = { first, prepared, finished: [], skipped: new Set() };
  return keeper.underLock(command.access, runner, (locked) => finish(command, locked, run));
}

/** Reads the rows and plans for them, in one round trip. */
export async function planOn(connection: Connection, { options, plan }: Command): Promise<Planned> {
  const table = versionTable(options.table);
  const rows = await readRows(connection, table);
  return { rows, steps: await explained(connection, table, () => plan(rows)) };
}

/** In a transaction of the application nothing can be committed, so that all is one. */
async function modeOn(connection: Connection, { transaction }: RunOptions): Promise<TransactionMode> {
  return (await transactionStatus(connection)) === "none" ? (transaction ?? "revision") : "all";
}

/** A run that has been planned; where it cannot lock out others, it may be planned again in the middle. */
interface Run {
  readonly first: Planned;
  readonly prepared: readonly PreparedStep[];
  readonly finished: FinishedStep[];
  readonly skipped: Set<string>;
  /** The version rows when it began. */
  before?: readonly string[];
}

async function finish(command: Command, runner: Runner, run: Run): Promise<RunResult> {
  const { connection, session, options } = runner;
  const { first, prepared } = run;
  const { patiently, writing } = keeperOf(connection);
  const now = await patiently(options, () => readRows(connection, session.table));
  const before = (run.before ??= now);
  const same = now.join() === first.rows.join();
  const steps = same ? first.steps : command.replan(now, first);
  tellSkipped(run, steps, options);
  const skipped = [...run.skipped];
  if (steps.length === 0 && command.settles !== true)
    return { steps: run.finished, skipped, before, rows: now };
  await writing(runner, () => createTables(connection, session, options.report));
  const again = same ? prepared : await command.prepare(steps, connection);
  const halfRuns = await readHalfRuns(connection, session.table);
  const left = command.settles === true ? again : resume(again, halfRuns);
  tellResumed(left, options);
  const segments = segmentsOf(left, await modeOn(connection, options));
  await runSegments(runner, segments, now, run.finished);
  if (command.settles === true) await writing(runner, () => settle(runner, halfRuns));
  const rows = steps.reduce((at, step) => applyRowChange(at, step.rows), now);
  return { steps: run.finished, skipped, before, rows: rows.toSorted() };
}

async function hasToSettle(connection: Connection, { settles, options }: Command): Promise<boolean> {
  return settles === true && (await readHalfRuns(connection, versionTable(options.table))).length > 0;
}

/** What was half-run is not any more, because somebody says where the database is. */
async function settle({ connection, session, options }: Runner, halfRuns: readonly HalfRun[]): Promise<void> {
  if (halfRuns.length === 0) return;
  await connection.execute(forgetAllSql(ownTablesOf(connection), session.table));
  for (const { revision, done } of halfRuns) options.report?.({ kind: "halfRunSettled", revision, done });
}

function tellResumed(steps: readonly PreparedStep[], { report }: RunOptions): void {
  for (const { step, resumed } of steps) {
    if (resumed === undefined) continue;
    const { done, walk } = resumed;
    const rows = walk === undefined ? {} : { rows: walk.rows };
    report?.({ kind: "stepResumed", revision: step.revision, done, ...rows });
  }
}

/** Tells, once, what another run has done of the first plan. */
function tellSkipped(
  { first, finished, skipped }: Run,
  steps: readonly Step[],
  { report }: RunOptions,
): void {
  const ours = new Set([...steps, ...finished].map(({ revision }) => revision));
  for (const { revision, direction } of first.steps) {
    if (ours.has(revision) || skipped.has(revision)) continue;
    skipped.add(revision);
    report?.({ kind: "stepSkipped", revision, direction });
  }
}
