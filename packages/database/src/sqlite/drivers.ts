import { createRequire } from "node:module";
import { isLimbeckError, type LimbeckError, reasonOf } from "@limbeck/model";
import { driverMissing, driverUnfit } from "./errors.ts";
import { type BetterSqlite3Database, betterSqlite3Session, libsqlDatabaseSession } from "./betterSqlite3.ts";
import { DRIVER_TIMEOUT } from "./busy.ts";
import { type NodeSqliteDatabase, nodeSqliteSession } from "./nodeSqlite.ts";
import type { SqliteSession } from "./session.ts";

/** Opens a database file. */
export type Open = (path: string) => SqliteSession;

/** Where a driver may be asked for, and for which Node. */
export interface DriverPlace {
  readonly require: NodeJS.Require;
  readonly node: string;
}

/** Answers undefined if the driver is not there. Errors: `driver-unfit`. */
type Load = (place: DriverPlace) => Open | undefined;

/**
 * What a project has installed comes before what Node brings along: it is what the application itself uses, with the same version
 * of SQLite.
 */
const drivers: readonly Load[] = [betterSqlite3, underLibsqlClient, nodeSqlite];

/**
 * The first driver that is there and fits; `requireFrom` is a file of the project. Errors: `driver-unfit` of the first that is there
 * but cannot be used, if no other can; `driver-missing`.
 */
export function driverFor(requireFrom: string | URL): Open {
  const place: DriverPlace = { require: createRequire(requireFrom), node: process.versions.node };
  let unfit: LimbeckError | undefined;
  for (const load of drivers) {
    try {
      const open = load(place);
      if (open !== undefined) return open;
    } catch (error) {
      if (!isLimbeckError(error)) throw error;
      unfit ??= error;
    }
  }
  throw unfit ?? driverMissing();
}

/** From version 13 on it is built for Node 22 and ends the process of Node 20 without a word when a database is opened. */
export function betterSqlite3({ require, node }: DriverPlace): Open | undefined {
  const version = versionOf(require, "better-sqlite3");
  if (version === undefined) return undefined;
  if (majorOf(version) >= 13 && majorOf(node) < 22) {
    const reason = `it needs Node 22 or newer, and would end the process on Node ${node}`;
    throw driverUnfit("better-sqlite3", version, reason, "npm install better-sqlite3@12");
  }
  const Database = loaded(require, "better-sqlite3", version) as new (
    path: string,
    options: object,
  ) => BetterSqlite3Database;
  return (path) => betterSqlite3Session(new Database(path, { timeout: DRIVER_TIMEOUT }));
}

/**
 * `@libsql/client` is no session (see `libsqlClient.ts`), and in older ones transaction() opened another, empty database for `:memory:`; the package `libsql` underneath it is one, with the interface of better-sqlite3.
 */
export function underLibsqlClient({ require }: DriverPlace): Open | undefined {
  const client = resolved(require, "@libsql/client");
  if (client === undefined) return undefined;
  const beneath = createRequire(client);
  if (resolved(beneath, "libsql") === undefined) return undefined;
  const Database = loaded(beneath, "libsql", versionOf(beneath, "libsql") ?? "") as new (
    path: string,
    options: object,
  ) => BetterSqlite3Database;
  return (path) => libsqlDatabaseSession(new Database(path, { timeout: DRIVER_TIMEOUT }));
}

export function nodeSqlite({ require }: DriverPlace): Open | undefined {
  const sqlite = nodeModule(require);
  // Node before 22.16 cannot answer rows as lists.
  if (sqlite === undefined || !("setReturnArrays" in sqlite.StatementSync.prototype)) return undefined;
  return (path) => nodeSqliteSession(new sqlite.DatabaseSync(path, { timeout: DRIVER_TIMEOUT }));
}

interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: object) => NodeSqliteDatabase;
  readonly StatementSync: { readonly prototype: object };
}

function nodeModule(require: NodeJS.Require): NodeSqlite | undefined {
  try {
    return withoutWarning(() => require("node:sqlite") as NodeSqlite);
  } catch {
    return undefined;
  }
}

/** Node 22 says once in each process that it is experimental, in the midst of what a command says. */
function withoutWarning<T>(load: () => T): T {
  const emitWarning: (warning: string | Error, ...rest: readonly never[]) => void =
    process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: readonly never[]): void => {
    if (!String(warning).includes("SQLite is an experimental feature")) emitWarning(warning, ...rest);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** Errors: `driver-unfit`, for instance if the binary part was not built. */
function loaded(require: NodeJS.Require, name: string, version: string): unknown {
  try {
    return require(name);
  } catch (error) {
    const reason = reasonOf(error).split("\n")[0] ?? "";
    throw driverUnfit(name, version, reason, `npm rebuild ${name}`, error);
  }
}

function versionOf(require: NodeJS.Require, name: string): string | undefined {
  try {
    const { version } = require(`${name}/package.json`) as { readonly version?: string };
    return version;
  } catch {
    return undefined;
  }
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
