import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { reasonOf } from "@limbeck/model";
import { bundle, type Exports, type LoadOptions } from "./bundle.ts";
import { loadEnv } from "./env.ts";
import { configNotFound, configWithoutDefault, fileFailed } from "./errors.ts";
import { isRecord } from "./option.ts";
import { sourcePosition } from "./position.ts";
import { withStdoutOnStderr } from "./stdout.ts";

/** A configuration file, and whose it is. */
export interface ConfigFile {
  readonly kind: "limbeck" | "drizzle";
  /** Absolute. */
  readonly file: string;
}

export interface LoadedConfig {
  readonly file: string;
  /** The default export, awaited. */
  readonly value: unknown;
}

const extensions = ["ts", "mts", "js", "mjs", "cjs", "json"];

/**
 * The configuration of a folder: `limbeck.config.*`, else the project's own `drizzle.config.*`, else nothing. A file named
 * explicitly must exist (`config-not-found`), and is Drizzle's if its name begins so.
 */
export function findConfig(cwd: string, explicit?: string): ConfigFile | undefined {
  if (explicit !== undefined) {
    const file = resolve(cwd, explicit);
    if (!existsSync(file)) throw configNotFound(file);
    return { kind: basename(file).startsWith("drizzle") ? "drizzle" : "limbeck", file };
  }
  const kinds = ["limbeck", "drizzle"] as const;
  const candidates = kinds.flatMap((kind) =>
    extensions.map((extension) => ({ kind, file: join(cwd, `${kind}.config.${extension}`) })),
  );
  return candidates.find(({ file }) => existsSync(file));
}

/**
 * Runs a configuration file and answers its default export; a function is called with `argument`, if there is one. Before it
 * runs, `.env` of the working folder and of the file's own folder are read into the environment, without changing what is
 * set. Fails with `config-failed` and the position, or with `config-without-default`.
 */
export async function loadConfig(
  file: string,
  options: LoadOptions,
  argument?: object,
): Promise<LoadedConfig> {
  loadEnv([options.cwd, dirname(file)]);
  const loaded = await bundle([file], { ...options, purpose: "config" });
  const exports = await loaded.load(file);
  const found = await defaultExport(exports, loaded.isCommonJs(file));
  if (!isConfig(found)) throw configWithoutDefault(options.cwd, file);
  if (argument === undefined || typeof found !== "function") return { file, value: found };
  const value = await called(found, argument, file, options);
  if (!isRecord(value)) throw configWithoutDefault(options.cwd, file);
  return { file, value };
}

async function called(
  config: CallableFunction,
  argument: object,
  file: string,
  { cwd }: LoadOptions,
): Promise<unknown> {
  try {
    // Only the user knows what it takes and gives; what it gave is looked at afterwards.
    const call = config as (argument: object) => unknown;
    return await withStdoutOnStderr(async () => await call(argument));
  } catch (error) {
    throw fileFailed("config", cwd, sourcePosition(error) ?? { file }, reasonOf(error), error);
  }
}

/** `module.exports = { … }` has no default and is itself the configuration; so is what a compiler wrote as `exports.default`. */
async function defaultExport(exports: Exports, commonJs: boolean): Promise<unknown> {
  const own = commonJs && Object.keys(exports).length > 0 ? exports : undefined;
  const value: unknown = "default" in exports ? await exports["default"] : own;
  return isRecord(value) && "default" in value ? await value["default"] : value;
}

function isConfig(value: unknown): boolean {
  return isRecord(value) || typeof value === "function";
}
