import { type Connection, looksPooled, parseUrl } from "@limbeck/database";
import {
  type Access,
  current as readCurrent,
  type Current,
  downgrade as runDowngrade,
  type Loss,
  losses,
  type PreparedStep,
  type RunOptions,
  type RunResult,
  stamp as runStamp,
  upgrade as runUpgrade,
} from "@limbeck/runtime";

import { type LimbeckConfig } from "../config/config.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { type Project } from "../project/project.ts";
import { locate, readRevisions, type Revisions } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { type Report } from "./event.ts";

export interface RunInput {
  readonly tag?: string;
  /** Milliseconds to wait for the migration lock; absent: as long as its holder lives. */
  readonly lockWait?: number;
  readonly lockRetries?: number;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

export interface DowngradeInput extends RunInput {
  /** Asked before anything is lost; what it throws ends the run before it starts. */
  readonly approve?: (losses: readonly Loss[]) => Promise<void> | void;
}

export interface StampInput extends RunInput {
  /** Forgets every row first, also those that no file has. */
  readonly purge?: boolean;
}

/** Applies revisions up to the target. Errors: those of the runtime. */
export function upgrade(project: Project, target: string, input: RunInput = {}): Promise<RunResult> {
  const options = runOptions(project, input);
  return withAccess(project, input, "upgrade", (access) => runUpgrade({ ...access, target, options }));
}

/** Takes revisions back down to the target. Errors: those of the runtime. */
export function downgrade(project: Project, target: string, input: DowngradeInput = {}): Promise<RunResult> {
  const approve = async (steps: readonly PreparedStep[]): Promise<void> => {
    const lost = losses(steps);
    if (lost.length > 0) await input.approve?.(lost);
  };
  const options = { ...runOptions(project, input), approve };
  return withAccess(project, input, "downgrade", (access) => runDowngrade({ ...access, target, options }));
}

/** Says where the database is, without running anything. */
export function stamp(
  project: Project,
  target: readonly string[],
  input: StampInput = {},
): Promise<RunResult> {
  const { purge = false } = input;
  const options = runOptions(project, input);
  return withAccess(project, input, "stamp", (access) => runStamp({ ...access, target, purge, options }));
}

/** Where the database is. */
export function current(project: Project): Promise<Current> {
  const { graph } = readRevisions(project);
  const table = project.config.versionTable ?? {};
  return readCurrent({ connect: () => connectTo(project, "current"), graph, table });
}

/** Opens connections as they are needed; an application's own client serves for everything, and stays open. */
async function withAccess<T>(
  project: Project,
  { signal }: RunInput,
  command: string,
  run: (access: Access & Pick<Revisions, "graph" | "load">) => Promise<T>,
): Promise<T> {
  const { graph, load } = readRevisions(project);
  const connect = (): Promise<Connection> => connectTo(project, command, signal);
  return project.client === undefined
    ? run({ connect, graph, load })
    : withConnection(connect, (connection) => run({ connection, graph, load }));
}

/** Behind a pooler a session's lock means nothing, so there a transaction holds it, unless the configuration says otherwise. */
function lockOf({ lock }: LimbeckConfig, database: Project["database"]): Pick<RunOptions, "lock"> {
  if (lock !== undefined) return { lock };
  if (database === undefined || typeof database === "function") return {};
  const target = typeof database === "string" ? parseUrl(database) : database;
  return looksPooled(target) ? { lock: "transaction" } : {};
}

function runOptions(
  { config, database, x }: Project,
  { tag, lockWait, lockRetries, report, signal }: RunInput,
): RunOptions {
  return {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...pick(config, ["transaction", "lockTimeout", "lockRetries", "statementTimeout"]),
    ...lockOf(config, database),
    ...(tag === undefined ? {} : { tag }),
    ...(lockWait === undefined ? {} : { lockWait }),
    ...(lockRetries === undefined ? {} : { lockRetries }),
    ...(report === undefined ? {} : { report }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Some members of an object, those that are there. */
function pick<T extends object, K extends keyof T>(
  value: T,
  keys: readonly K[],
): { [P in K]?: NonNullable<T[P]> } {
  const present = keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]] as const);
  // The entries are those of T under the keys of K; Object.fromEntries forgets that.
  return Object.fromEntries(present) as { [P in K]?: NonNullable<T[P]> };
}
