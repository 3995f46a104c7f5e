import { createRequire } from "node:module";
import { type Dialect } from "@limbeck/model";
import { drizzleMissing, drizzleTooOld, drizzleUnknown } from "../errors.ts";
import { isRecord, pgCore, sqliteCore } from "./cores.ts";
import { type CasingFunctions, type Drizzle, type Kind } from "./drizzle.ts";

type Require = (specifier: string) => unknown;

/**
 * Drizzle as the user's project has it. `from` is a file or a folder's package.json in that project, as `createRequire`
 * takes it. The CommonJS build is required, because importing the ESM one costs 0.3 to 0.9 s on Node 22 and 24.
 *
 * Fails with `drizzle-missing`, `drizzle-too-old` (before 0.45), `drizzle-unknown`.
 */
export function requireDrizzle(from: string, dialect: Dialect = "postgres"): Drizzle {
  return drizzleBy(createRequire(from), from, dialect);
}

/** The same for any function that requires: the tests hand in one that takes another installed copy. */
export function drizzleBy(require: Require, from: string, dialect: Dialect = "postgres"): Drizzle {
  const orm = required(require, "drizzle-orm", from);
  const version = versionOf(require);
  if (isTooOld(version)) throw drizzleTooOld(version);
  if (!isOrm(orm)) throw drizzleUnknown(version, "is, SQL and Name");
  const { is, SQL, Name } = orm;
  const pg = once(() => pgCore(required(require, "drizzle-orm/pg-core", from), version));
  const sqlite = once(() => sqliteCore(required(require, "drizzle-orm/sqlite-core", from), version));
  // One that cannot be read is told of here, and not in the middle of reading.
  ({ postgres: pg, sqlite })[dialect]();
  return {
    version,
    is: remembering(is),
    SQL,
    Name,
    get pg() {
      return pg();
    },
    get sqlite() {
      return sqlite();
    },
    casing: casingOf(require, version),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * The answer depends on nothing but the classes of a value, all of which Drizzle's `is` goes through each time: so each class is asked about
 * once. 0.45's reads `Object.getPrototypeOf(value).constructor`, and fails on the namespace of an ES module, which has no prototype.
 */
function remembering(is: Drizzle["is"]): Drizzle["is"] {
  const answers = new Map<Kind<unknown>, WeakMap<object, boolean>>();
  return <T>(value: unknown, kind: Kind<T>): value is T => {
    if (typeof value !== "object" || value === null) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (typeof prototype !== "object" || prototype === null) return false;
    const known = answers.get(kind) ?? new WeakMap<object, boolean>();
    answers.set(kind, known);
    const answer = known.get(prototype) ?? is(value, kind);
    known.set(prototype, answer);
    return answer;
  };
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

/** Only 0.45 is told a casing; 1.0 has a module of that name too, and cases the columns itself. */
function casingOf(require: Require, version: string): CasingFunctions | undefined {
  const module = version.startsWith("0.") ? optional(require, "drizzle-orm/casing") : undefined;
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

function isOrm(module: unknown): module is Pick<Drizzle, "is" | "SQL" | "Name"> {
  return isRecord(module) && ["is", "SQL", "Name"].every((name) => typeof module[name] === "function");
}

function isCasing(module: unknown): module is CasingFunctions {
  return isRecord(module) && typeof module["toSnakeCase"] === "function";
}
