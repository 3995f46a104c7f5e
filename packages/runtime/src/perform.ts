import { type Connection, lockKey, transactionStatus } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { applyRowChange, type Graph, type Step } from "@limbeck/revisions";
import { interrupted, lockNeedsConnection } from "./errors.ts";
import { type Access, type RunOptions, type TransactionMode } from "./options.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { type FinishedStep } from "./progress.ts";
import { readRows } from "./rows.ts";
import { type Runner } from "./runSegment.ts";
import { runSegments } from "./runSteps.ts";
import { segmentsOf } from "./segment.ts";
import { createTables, readSession } from "./session.ts";
import { versionTable } from "./versionTable.ts";
import { cancelBy } from "./cancel.ts";
import { withLock } from "./lock.ts";
import { explained } from "./unknownRows.ts";

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
  readonly prepare: (
    steps: readonly Step[],
    server: Connection["server"],
  ) => Promise<readonly PreparedStep[]>;
}

/**
 * Runs a command: finds out what there is to do, prepares all of it, takes the lock, looks again, and does it. If there is
 * nothing to do, it asks for the version rows and nothing else.
 */
export async function perform(command: Command): Promise<RunResult> {
  const { access, options } = command;
  if (isAborted(options)) throw interrupted();
  const connection = access.connection ?? (await access.connect());
  const unlisten = options.report === undefined ? undefined : hearNotices(connection, options.report);
  try {
    return await performOn(connection, command);
  } catch (error) {
    // A pause that the signal ended throws the signal's own error.
    if (isAborted(options) && !isLimbeckError(error)) throw interrupted(error);
    throw error;
  } finally {
    unlisten?.();
    if (access.connection === undefined) await connection.close();
  }
}

function isAborted({ signal }: RunOptions): boolean {
  return signal?.aborted === true;
}

function hearNotices(connection: Connection, report: NonNullable<RunOptions["report"]>): () => void {
  return connection.onNotice((notice) => {
    report({ kind: "notice", notice });
  });
}

async function performOn(connection: Connection, command: Command): Promise<RunResult> {
  const { options } = command;
  const first = await planOn(connection, command);
  const { rows } = first;
  if (first.steps.length === 0) return { steps: [], skipped: [], before: rows, rows };
  const prepared = await command.prepare(first.steps, connection.server);
  // What cannot be cut is refused now, before anybody waits.
  segmentsOf(prepared, await modeOn(connection, options));
  await options.approve?.(prepared);
  const session = await readSession(connection, versionTable(options.table));
  const runner: Runner = { connection, session, options };
  return underLock(command, runner, () => finish(command, runner, first, prepared));
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

async function underLock<T>({ access }: Command, runner: Runner, act: () => Promise<T>): Promise<T> {
  const { connection, session, options } = runner;
  const scope = options.lock ?? "session";
  if (scope === "none") return act();
  // An embedded database has one session only.
  const connect = connection.engine === "pglite" ? undefined : access.connect;
  if (scope === "transaction" && connect === undefined) throw lockNeedsConnection();
  const holder = connect === undefined ? connection : await connect();
  const { database, table } = session;
  const key = lockKey({ database, schema: table.schema, versionTable: table.name });
  const { lockWait: wait, signal, report } = options;
  // A connection that `connect` opened hears the signal itself.
  const watched = access.connection !== undefined && holder !== connection;
  const unwatch = watched ? cancelBy(holder, session.pid, signal) : undefined;
  try {
    if (holder !== connection) await holder.execute("SET idle_session_timeout = 0");
    const request = { connection: holder, key, scope, wait, signal, report };
    return await withLock(request, act);
  } finally {
    unwatch?.();
    if (holder !== connection) await holder.close();
  }
}

async function finish(
  command: Command,
  runner: Runner,
  first: Planned,
  prepared: readonly PreparedStep[],
): Promise<RunResult> {
  const { connection, session, options } = runner;
  const before = await readRows(connection, session.table);
  const same = before.join() === first.rows.join();
  const steps = same ? first.steps : command.replan(before, first);
  const skipped = tellSkipped(first.steps, steps, options);
  if (steps.length === 0) return { steps: [], skipped, before, rows: before };
  const left = same ? prepared : await command.prepare(steps, connection.server);
  const segments = segmentsOf(left, await modeOn(connection, options));
  await createTables(connection, session, options.report);
  const finished = await runSegments(runner, segments);
  const rows = steps.reduce((now, step) => applyRowChange(now, step.rows), before);
  return { steps: finished, skipped, before, rows: rows.toSorted() };
}

function tellSkipped(
  planned: readonly Step[],
  steps: readonly Step[],
  { report }: RunOptions,
): readonly string[] {
  const left = new Set(steps.map(({ revision }) => revision));
  const skipped = planned.filter(({ revision }) => !left.has(revision));
  for (const { revision, direction } of skipped) report?.({ kind: "stepSkipped", revision, direction });
  return skipped.map(({ revision }) => revision);
}
