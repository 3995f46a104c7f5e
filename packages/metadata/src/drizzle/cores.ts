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
  if (!isPgCore(module)) throw drizzleUnknown(version, missingFrom(module, NEEDED_PG) ?? "pg-core");
  return module;
}

/** The module as `drizzle-orm/sqlite-core`. Fails with `drizzle-unknown`. */
export function sqliteCore(module: unknown, version: string): SqliteCore {
  if (!isSqliteCore(module))
    throw drizzleUnknown(version, missingFrom(module, NEEDED_SQLITE) ?? "sqlite-core");
  return module;
}

function isPgCore(module: unknown): module is PgCore {
  return missingFrom(module, NEEDED_PG) === undefined;
}

function isSqliteCore(module: unknown): module is SqliteCore {
  return missingFrom(module, NEEDED_SQLITE) === undefined;
}

function missingFrom(module: unknown, needed: Readonly<Record<string, boolean>>): string | undefined {
  const found = isRecord(module) ? module : {};
  return Object.keys(needed).find((name) => needed[name] === true && typeof found[name] !== "function");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
