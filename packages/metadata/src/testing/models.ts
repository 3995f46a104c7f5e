import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import type * as orm from "drizzle-orm";
import type * as pgCore from "drizzle-orm/pg-core";
import type * as sqliteCore from "drizzle-orm/sqlite-core";
import { buildSync } from "esbuild";
import { type Drizzle } from "../drizzle/drizzle.ts";
import { drizzleBy } from "../drizzle/require.ts";
import { type ModelModule } from "../exports.ts";
import { type ModelSchema } from "../modelSchema.ts";
import { readModels } from "../readModels.ts";
import { type ReadOptions } from "../reading.ts";

/** The installed copies of Drizzle that the tests run against. */
export const INSTALLED = ["drizzle-orm", "drizzle-orm-v1"] as const;
export type Installed = (typeof INSTALLED)[number];

const require = createRequire(import.meta.url);

/** A `require` that takes one of the copies whenever drizzle-orm is asked for. */
export function requireOf(installed: Installed): (specifier: string) => unknown {
  return (specifier): unknown => require(specifier.replace(/^drizzle-orm(-v1)?(?=\/|$)/, installed));
}

export function drizzleOf(installed: Installed): Drizzle {
  return drizzleBy(requireOf(installed), "the tests");
}

/** Both are handed out with the types of 0.45, so that one test can be written for them. */
export interface Modules {
  readonly pg: typeof pgCore;
  readonly orm: typeof orm;
  readonly sqlite: typeof sqliteCore;
}

export function modulesOf(installed: Installed): Modules {
  const require = requireOf(installed);
  const modules = {
    pg: require("drizzle-orm/pg-core"),
    orm: require("drizzle-orm"),
    sqlite: require("drizzle-orm/sqlite-core"),
  };
  if (!isModules(modules)) throw new Error(`${installed} is not installed`);
  return modules;
}

function isModules(modules: Readonly<Record<keyof Modules, unknown>>): modules is Modules {
  return Object.values(modules).every((module) => typeof module === "object" && module !== null);
}

/** Reads models that are written in a test, as the exports of one file. */
export function readHere(
  installed: Installed,
  write: (modules: Modules) => Readonly<Record<string, unknown>>,
  options: Omit<ReadOptions, "drizzle"> = {},
): ModelSchema {
  const exports = write(modulesOf(installed));
  return readModels([{ file: "models.ts", exports }], { drizzle: drizzleOf(installed), ...options });
}

export const MODELS = join(dirname(fileURLToPath(import.meta.url)), "../../../../fixtures/models");

/** Files below fixtures/models as one CommonJS text, which exports each of them as `file0`, `file1`, … */
export function bundle(files: readonly string[]): string {
  const entry = files.map((file, index) => `export * as file${index} from "./${file}";`).join("\n");
  const { outputFiles } = buildSync({
    stdin: { contents: entry, resolveDir: MODELS },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    external: ["drizzle-orm", "drizzle-orm-v1"],
  });
  return outputFiles[0]?.text ?? "";
}

/** Files below fixtures/models as a loader gives them, with one copy of Drizzle under all of them. */
export function loadModels(files: readonly string[], installed: Installed): readonly ModelModule[] {
  const module: { exports: Record<string, Record<string, unknown>> } = { exports: {} };
  const run = compileFunction(bundle(files), ["require", "module"]);
  Reflect.apply(run, undefined, [requireOf(installed), module]);
  return files.map((file, index) => ({ file, exports: module.exports[`file${index}`] ?? {} }));
}

const CORE = "enums people catalog orders warehouse clinic laboratory messages specimens oddNames".split(" ");
const inEverything = (name: string): string => `everything/${name}.ts`;

/** The models of SQLite below fixtures/models. */
export const SQLITE = {
  shared: ["columns", "misspelt", "shop", "declared"].map((name) => `sqlite/${name}.ts`),
  "drizzle-orm": [],
  "drizzle-orm-v1": ["sqlite-v1/casing.ts"],
} as const;

/** The files of fixtures/models/everything, in the groups that its README names. */
export const EVERYTHING = {
  /** Needs nothing but a server, and is understood by drizzle-kit. */
  core: {
    "drizzle-orm": [...CORE, "arrays", "relations"].map(inEverything),
    "drizzle-orm-v1": [...CORE.map(inEverything), "everything-v1/arrays.ts", "everything-v1/news.ts"],
  },
  /** What drizzle-kit reads in another way, or not at all. */
  reached: ["unexported", "twice"].map(inEverything),
  misspelt: ["parameters", "misspelt"].map(inEverything),
  extensions: [inEverything("extensions")],
  unread: ["views", "security"].map(inEverything),
} as const;

export function everything(installed: Installed): readonly string[] {
  const { core, reached, misspelt, extensions, unread } = EVERYTHING;
  return [...core[installed], ...reached, ...misspelt, ...extensions, ...unread];
}
