import { resolve } from "node:path";

import {
  type DrizzleOn,
  type PostgresJs,
  type SqlClient,
  type SqliteClient,
  type SqlPool,
} from "@limbeck/database";

import { type ActionEvent, type Report } from "./actions/event.ts";
import { optionsOf } from "./called.ts";
import { type LimbeckConfig } from "./config/config.ts";
import { type Logger } from "./output/logger.ts";
import { type Project } from "./project/project.ts";

/** What a program says beside the configuration. */
export interface CallOptions {
  /** The folder that paths in the configuration are relative to; absent: the working folder. */
  readonly cwd?: string;
  /**
   * The application's own connection, instead of the configured database: a connected client or a pool of `pg`, a client of postgres.js, or PGlite; a
   * database of better-sqlite3, `libsql` or `node:sqlite`, or a client of `@libsql/client`; or a Drizzle database on one of these. It
   * is left open and, if it is in a transaction, in it.
   */
  readonly connection?: AppClient | DrizzleOn<AppClient>;
  /** One of `databases`, where the configuration names several. */
  readonly database?: string;
  /** What `op.context.x` holds. */
  readonly x?: Readonly<Record<string, string>>;
  /** Is told in words what `report` hears event by event. */
  readonly logger?: Logger;
}

type AppClient = SqlClient | SqlPool | PostgresJs | PGliteLike | SqliteClient;

/** PGlite, as far as it has to be told from other clients. */
export interface PGliteLike {
  readonly waitReady: Promise<void>;
  readonly execProtocolStream: unknown;
}

/** The options, with the logger told of what `report` hears. */
export async function heard<T extends { readonly logger?: Logger; readonly report?: Report }>(
  options: T,
): Promise<T> {
  const { logger, report } = options;
  if (logger === undefined) return options;
  const { logEvents } = await import("./output/logger.ts");
  const tell = logEvents(logger);
  return {
    ...options,
    report: (event: ActionEvent) => {
      report?.(event);
      tell(event);
    },
  };
}

/** A program in JavaScript may say anything; nor do types see a misspelt option in an object that was made elsewhere. */
async function checked(config: LimbeckConfig): Promise<LimbeckConfig> {
  const { checkConfig } = await import("./config/check.ts");
  return checkConfig(config, "The configuration", undefined);
}

/** The project of the configuration, on the connection where one is said. */
export async function projectFor(config: LimbeckConfig, said: CallOptions): Promise<Project> {
  const { cwd, connection, x, database } = optionsOf(said);
  const { projectFrom } = await import("./project/project.ts");
  const options = { ...(x === undefined ? {} : { x }), ...(database === undefined ? {} : { database }) };
  const project = projectFrom(resolve(cwd ?? process.cwd()), await checked(config), options);
  if (connection === undefined) return project;
  const { clientUnder, isSqliteClient } = await import("@limbeck/database");
  const client = clientUnder(connection);
  const dialect = isSqliteClient(client) ? "sqlite" : "postgres";
  // Which of them it is, `fromClient` tells, and refuses what is none of them.
  return { ...project, dialect, client: client as NonNullable<Project["client"]> };
}
