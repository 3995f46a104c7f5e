import { type Connection, looksPooled, parseUrl, type Signal } from "@limbeck/database";
import { type Access, type RunOptions } from "@limbeck/runtime";

import { type LimbeckConfig } from "../config/config.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { inSlowHook } from "../project/hook.ts";
import { type Project } from "../project/project.ts";
import { locate } from "../project/revisions.ts";
import { VERSION } from "../version.ts";
import { type Report } from "./event.ts";

export interface RunInput {
  readonly tag?: string;
  /** Milliseconds to wait for the migration lock; absent: as long as its holder lives. */
  readonly lockWait?: number;
  readonly lockRetries?: number;
  readonly report?: Report;
  readonly signal?: Signal;
  /** Asked before each batch of `op.batches`, which begins once the promise is kept. */
  readonly pause?: () => Promise<void> | undefined;
}

/** Opens connections as they are needed; an application's own client serves for everything, and stays open. */
export function withAccess<T>(
  project: Project,
  { signal }: Pick<RunInput, "signal">,
  command: string,
  run: (access: Access) => Promise<T>,
): Promise<T> {
  const connect = (): Promise<Connection> => connectTo(project, command, signal);
  return project.client === undefined
    ? run({ connect })
    : withConnection(connect, (connection) => run({ connection }));
}

/** Behind a pooler a session's lock means nothing, so there a transaction holds it, unless the configuration says otherwise. */
function lockOf({ lock }: LimbeckConfig, database: Project["database"]): Pick<RunOptions, "lock"> {
  if (lock !== undefined) return { lock };
  if (database === undefined || typeof database === "function") return {};
  const target = typeof database === "string" ? parseUrl(database) : database;
  return looksPooled(target) ? { lock: "transaction" } : {};
}

export function runOptions(project: Project, input: RunInput): RunOptions {
  const { config, database, x } = project;
  const { tag, lockWait, lockRetries, report, signal, pause } = input;
  return {
    x,
    locate,
    toolVersion: VERSION,
    ...(config.versionTable === undefined ? {} : { table: config.versionTable }),
    ...stepHook(project),
    ...pick(config, ["transaction", "lockTimeout", "lockRetries", "statementTimeout"]),
    ...lockOf(config, database),
    ...(tag === undefined ? {} : { tag }),
    ...(lockWait === undefined ? {} : { lockWait }),
    ...(lockRetries === undefined ? {} : { lockRetries }),
    ...(report === undefined ? {} : { report }),
    ...(signal === undefined ? {} : { signal }),
    ...(pause === undefined ? {} : { pause }),
  };
}

function stepHook(project: Project): Pick<RunOptions, "onStep"> {
  const { onStep } = project.config;
  if (onStep === undefined) return {};
  return { onStep: (step, scope) => inSlowHook(project, "onStep", () => onStep(step, scope)) };
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
