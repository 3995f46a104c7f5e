import { createRequire } from "node:module";
import { drizzleMissing, drizzleTooOld, drizzleUnknown } from "../errors.ts";
import { type CasingFunctions, type Drizzle, type Kind, type PgCore } from "./drizzle.ts";

type Require = (specifier: string) => unknown;

/**
 * Drizzle as the user's project has it. `from` is a file or a folder's package.json in that project, as `createRequire`
 * takes it. The CommonJS build is required, because importing the ESM one costs 0.3 to 0.9 s on Node 22 and 24.
 *
 * Fails with `drizzle-missing`, `drizzle-too-old` (before 0.45), `drizzle-unknown`.
 */
export function requireDrizzle(from: string): Drizzle {
  return drizzleBy(createRequire(from), from);
}

/** The same for any function that requires: the tests hand in one that takes another installed copy. */
export function drizzleBy(require: Require, from: string): Drizzle {
  const orm = required(require, "drizzle-orm", from);
  const version = versionOf(require);
  if (isTooOld(version)) throw drizzleTooOld(version);
  const pg = required(require, "drizzle-orm/pg-core", from);
  if (!isOrm(orm)) throw drizzleUnknown(version, "is and SQL");
  const missing = missingFrom(pg);
  if (missing !== undefined || !isPgCore(pg)) throw drizzleUnknown(version, missing ?? "pg-core");
  const { is, SQL } = orm;
  const guarded = <T>(value: unknown, kind: Kind<T>): value is T => hasPrototype(value) && is(value, kind);
  return { version, is: guarded, SQL, pg, casing: casingOf(require, pg) };
}

/** 0.45's `is` reads `Object.getPrototypeOf(value).constructor`, and so fails on the namespace of an ES module. */
function hasPrototype(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) !== null;
}

function required(require: Require, specifier: string, from: string): unknown {
  try {
    return require(specifier);
  } catch (cause) {
    throw drizzleMissing(from, cause);
  }
}

function versionOf(require: Require): string {
  const module = optional(require, "drizzle-orm/version");
  const version =
    typeof module === "object" && module !== null && "npmVersion" in module && module.npmVersion;
  return typeof version === "string" ? version : "of unknown version";
}

function casingOf(require: Require, pg: PgCore): CasingFunctions | undefined {
  const module = pg.PgArray === undefined ? undefined : optional(require, "drizzle-orm/casing");
  return isCasing(module) ? module : undefined;
}

function optional(require: Require, specifier: string): unknown {
  try {
    return require(specifier);
  } catch {
    return undefined;
  }
}

function isTooOld(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major === 0 && minor !== undefined && minor < 45;
}

function isOrm(module: unknown): module is Pick<Drizzle, "is" | "SQL"> {
  return isRecord(module) && typeof module["is"] === "function" && typeof module["SQL"] === "function";
}

const NEEDED = {
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

function missingFrom(module: unknown): string | undefined {
  const found = isRecord(module) ? module : {};
  return Object.entries(NEEDED).find(([name, needed]) => needed && typeof found[name] !== "function")?.[0];
}

function isPgCore(module: unknown): module is PgCore {
  return missingFrom(module) === undefined;
}

function isCasing(module: unknown): module is CasingFunctions {
  return isRecord(module) && typeof module["toSnakeCase"] === "function";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
