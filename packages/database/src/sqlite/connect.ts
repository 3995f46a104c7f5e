import { join } from "node:path";
import { createRequire } from "node:module";
import { isLimbeckError, type LimbeckError } from "@limbeck/model";
import type { ConnectOptions } from "../connect.ts";
import { databaseUnreachable } from "../errors.ts";
import { databaseFileUnusable, driverMissing, tokenRefused } from "./errors.ts";
import { type LibsqlTarget, MEMORY, type SqliteTarget, targetUrl } from "../target.ts";
import { type SqliteConnection, sqliteConnectionOn } from "./connection.ts";
import { driverFor } from "./drivers.ts";
import { type LibsqlClient, libsqlSession } from "./libsqlClient.ts";
import { checkPlace } from "./place.ts";
import { plainReason } from "./refused.ts";
import type { SqliteSession } from "./session.ts";
import { fileSettings } from "./settings.ts";

/**
 * Opens a database file, which is made if it does not exist, with foreign keys enforced. Errors: `database-file-unusable`,
 * `not-a-database`, `database-locked`, `driver-missing`, `driver-unfit`.
 */
export async function openFile(target: SqliteTarget, options: ConnectOptions): Promise<SqliteConnection> {
  const open = driverFor(requireFrom(options));
  await checkPlace(target.path);
  const session = opened(target.path, open);
  return connected(session, "sqlite", options, await fileSettings());
}

/** Opens an empty database in memory. Errors: `driver-missing`, `driver-unfit`. */
export function inMemory(options: ConnectOptions = {}): Promise<SqliteConnection> {
  return openFile({ engine: "sqlite", path: MEMORY }, options);
}

function opened(path: string, open: (path: string) => SqliteSession): SqliteSession {
  try {
    return open(path);
  } catch (error) {
    throw databaseFileUnusable(path, plainReason(error), error);
  }
}

/** Connects to a server of libSQL. Errors: `driver-missing`, `database-unreachable`, `access-refused`. */
export async function connectLibsql(
  target: LibsqlTarget,
  options: ConnectOptions,
): Promise<SqliteConnection> {
  const createClient = requireClient(requireFrom(options));
  const { url, authToken } = target;
  const client = createClient({ url, intMode: "bigint", ...(authToken === undefined ? {} : { authToken }) });
  try {
    return await connected(libsqlSession(client), "libsql", options);
  } catch (error) {
    if (!isLimbeckError(error) || error.code !== "connection-lost") throw error;
    throw unreachable(target, error.cause);
  }
}

function unreachable(target: LibsqlTarget, cause: unknown): LimbeckError {
  const beneath: unknown =
    typeof cause === "object" && cause !== null ? Reflect.get(cause, "cause") : undefined;
  const [url, reason] = [targetUrl(target), plainReason(beneath ?? cause)];
  return /HTTP status 40[13]/.test(reason)
    ? tokenRefused(url, reason, cause)
    : databaseUnreachable({ url, reason, cause });
}

async function connected(
  session: SqliteSession,
  engine: SqliteConnection["engine"],
  options: ConnectOptions,
  settings: readonly string[] = [],
): Promise<SqliteConnection> {
  const { signal } = options;
  try {
    for (const setting of settings) await session.script(setting);
    return await sqliteConnectionOn({
      engine,
      session,
      signal,
      close: () => session.close(),
      inMemory: () => inMemory(options),
    });
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The project is where the command was called, if nothing else is said. */
function requireFrom(options: ConnectOptions): string | URL {
  return options.requireFrom ?? join(process.cwd(), "package.json");
}

type CreateClient = (config: object) => LibsqlClient;

function requireClient(from: string | URL): CreateClient {
  try {
    const { createClient } = createRequire(from)("@libsql/client") as { readonly createClient: CreateClient };
    return createClient;
  } catch (error) {
    throw driverMissing(error);
  }
}
