import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { type fromClient, type Target } from "@limbeck/database";
import {
  cacheFolders,
  type ConfigFile,
  drizzleConfig,
  findConfig,
  loadConfig,
  loadEnv,
} from "@limbeck/loader";

import { checkConfig } from "../config/check.ts";
import { type LimbeckConfig } from "../config/config.ts";
import { fromDrizzle, partsTarget } from "../config/drizzle.ts";
import { environmentUnknown } from "../errors.ts";
import { standIns } from "./standIns.ts";

/** What a command line, or a program, says beside the configuration. */
export interface ProjectOptions {
  /** The folder of the project; absent: the working folder. */
  readonly cwd?: string;
  /** A configuration file, instead of the one that is found. */
  readonly config?: string;
  /** A named environment of the configuration. */
  readonly environment?: string;
  readonly url?: string;
  readonly schema?: string | readonly string[];
  /** The `-x key=value` arguments. */
  readonly x?: Readonly<Record<string, string>>;
}

/** Everything that is known of a project before anything of it is read. */
export interface Project {
  /** Absolute; paths in the configuration are relative to it. */
  readonly root: string;
  readonly configFile?: string;
  readonly config: LimbeckConfig;
  /** The database that is meant, or a function that says which; absent: none is named. */
  readonly database?: Target | string | (() => string | Promise<string>);
  /** The application's own client, instead of a connection to `database`. */
  readonly client?: Parameters<typeof fromClient>[0];
  /** The folders of the revision files, absolute; a new branch begins in the first. */
  readonly locations: readonly string[];
  readonly cacheDir: string;
  readonly x: Readonly<Record<string, string>>;
  readonly load: { readonly cwd: string; readonly standIns: Readonly<Record<string, unknown>> };
}

/** Finds and reads the configuration: `limbeck.config.*`, built on `drizzle.config.*` where there is one. */
export async function openProject(options: ProjectOptions = {}): Promise<Project> {
  const cwd = resolve(options.cwd ?? process.cwd());
  loadEnv([cwd]);
  const found = findConfig(cwd, options.config);
  const root = found === undefined ? cwd : dirname(found.file);
  if (root !== cwd) loadEnv([root]);
  const read = await readConfig(found, root, options);
  return projectOf(root, read, options, found);
}

/** A project whose configuration is at hand. */
export function projectOf(
  root: string,
  { own, drizzle }: ReadConfig,
  options: ProjectOptions,
  found?: ConfigFile,
): Project {
  const config = { ...drizzle, ...own, ...given(options) };
  const database = databaseOf({ own, drizzle }, options);
  return {
    root,
    ...(found === undefined ? {} : { configFile: found.file }),
    config,
    ...(database === undefined ? {} : { database }),
    locations: locationsOf(config).map((folder) => resolve(root, folder)),
    cacheDir: cacheFolders(root)[0] ?? resolve(root, ".limbeck"),
    x: options.x ?? {},
    load: { cwd: root, standIns },
  };
}

function locationsOf({ revisions, versionLocations = [] }: LimbeckConfig): readonly string[] {
  const first = revisions ?? (versionLocations.length === 0 ? "revisions" : undefined);
  return first === undefined ? versionLocations : [...new Set([first, ...versionLocations])];
}

function given({ schema }: ProjectOptions): Pick<LimbeckConfig, "schema"> {
  return schema === undefined ? {} : { schema };
}

/** What our own configuration says, and what Drizzle's beside it does. */
export interface ReadConfig {
  readonly own: LimbeckConfig;
  readonly drizzle: LimbeckConfig;
}

async function readConfig(
  found: ConfigFile | undefined,
  root: string,
  { environment }: ProjectOptions,
): Promise<ReadConfig> {
  const load = { cwd: root, standIns };
  if (found?.kind !== "limbeck") {
    if (environment !== undefined) throw environmentUnknown(environment, []);
    return { own: {}, drizzle: found === undefined ? {} : await readDrizzle(found.file, load) };
  }
  const { value } = await loadConfig(found.file, load);
  const own = checkConfig(value, found.file, environment);
  const beside = findDrizzle(root);
  // A configuration of our own that names its models and its database needs nothing of Drizzle's, and does not run it.
  const whole = own.schema !== undefined && (own.url !== undefined || own.credentials !== undefined);
  return { own, drizzle: beside === undefined || whole ? {} : await readDrizzle(beside, load) };
}

function findDrizzle(root: string): string | undefined {
  const names = ["ts", "mts", "js", "mjs", "cjs", "json"].map((extension) => `drizzle.config.${extension}`);
  return names.map((name) => resolve(root, name)).find((file) => existsSync(file));
}

async function readDrizzle(file: string, load: Project["load"]): Promise<LimbeckConfig> {
  const { value } = await loadConfig(file, load);
  return fromDrizzle(drizzleConfig(value, file), file);
}

/** `--url`, else our configuration, else DATABASE_URL, else Drizzle's credentials: docs/configuration.md says so. */
function databaseOf({ own, drizzle }: ReadConfig, options: ProjectOptions): Project["database"] {
  const environment = process.env["DATABASE_URL"];
  const fromEnvironment = environment === undefined || environment === "" ? undefined : environment;
  return options.url ?? named(own) ?? fromEnvironment ?? named(drizzle);
}

function named({ url, credentials }: LimbeckConfig): Project["database"] {
  if (url !== undefined && url !== "") return url;
  return credentials === undefined ? undefined : partsTarget(credentials);
}
