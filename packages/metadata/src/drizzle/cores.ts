import { drizzleUnknown } from "../errors.ts";
import { type PgCore } from "./drizzle.ts";
import { type SqliteCore } from "./sqliteCore.ts";

/** What reading needs of each core; false: what only one major has. */
const NEEDED_PG = {
  PgTable: true,
  PgSchema: true,
  PgSequence: true,
  PgPolicy: true,
  PgView: true,
  PgMaterializedView: true,
  getViewConfig: true,
  getMaterializedViewConfig: true,
  PgRole: true,
  IndexedColumn: true,
  IndexBuilder: true,
  CheckBuilder: true,
  UniqueConstraintBuilder: true,
  PrimaryKeyBuilder: true,
  ForeignKeyBuilder: true,
  PgDialect: true,
  isPgEnum: true,
  PgArray: false,
} satisfies Record<keyof PgCore, boolean>;

const NEEDED_SQLITE = {
  SQLiteTable: true,
  SQLiteView: true,
  SQLiteDialect: true,
  SQLiteSyncDialect: false,
  getViewConfig: true,
  IndexBuilder: true,
  CheckBuilder: true,
  UniqueConstraintBuilder: true,
  PrimaryKeyBuilder: true,
  ForeignKeyBuilder: true,
} satisfies Record<keyof SqliteCore, boolean>;

/** The module as `drizzle-orm/pg-core`. Fails with `drizzle-unknown`. */
export function pgCore(module: unknown, version: string): PgCore {
  const core = taken(module, NEEDED_PG);
  if (!isPgCore(core)) throw drizzleUnknown(version, missingFrom(core, NEEDED_PG) ?? "pg-core");
  return core;
}

/** The module as `drizzle-orm/sqlite-core`. Fails with `drizzle-unknown`. */
export function sqliteCore(module: unknown, version: string): SqliteCore {
  const core = taken(module, NEEDED_SQLITE);
  if (!isSqliteCore(core)) throw drizzleUnknown(version, missingFrom(core, NEEDED_SQLITE) ?? "sqlite-core");
  return core;
}

/** The exports themselves: each stands behind a chain of getters, which every column and builder would go through. */
function taken(
  module: unknown,
  needed: Readonly<Record<string, boolean>>,
): Readonly<Record<string, unknown>> {
  const found = isRecord(module) ? module : {};
  return Object.fromEntries(Object.keys(needed).map((name) => [name, found[name]]));
}

function isPgCore(core: unknown): core is PgCore {
  return isRecord(core) && missingFrom(core, NEEDED_PG) === undefined;
}

function isSqliteCore(core: unknown): core is SqliteCore {
  return isRecord(core) && missingFrom(core, NEEDED_SQLITE) === undefined;
}

function missingFrom(
  found: Readonly<Record<string, unknown>>,
  needed: Readonly<Record<string, boolean>>,
): string | undefined {
  return Object.keys(needed).find((name) => needed[name] === true && typeof found[name] !== "function");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
