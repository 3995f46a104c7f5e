import { dirname, resolve } from "node:path";

import { type fromClient, type Target } from "@limbeck/database";
import { cacheFolders, type ConfigFile, findConfig, type LoadedModels, loadEnv } from "@limbeck/loader";

import { type Dialect } from "@limbeck/model";

import { type LimbeckConfig } from "../config/config.ts";
import { databasesIn, type NamedConfig, oneDatabaseIn } from "../config/databases.ts";
import { partsTarget } from "../config/drizzle.ts";
import { configOptionWrong, databaseChoiceMissing } from "../configErrors.ts";
import { fileIn } from "./databaseFile.ts";
import { projectDialect } from "./dialect.ts";
import { type ReadConfig, readConfig } from "./readConfig.ts";
import { standIns } from "./standIns.ts";

/** What a command line, or a program, says beside the configuration. */
export interface ProjectOptions {
  /** The folder of the project; absent: the working folder. */
  readonly cwd?: string;
  /** A configuration file, instead of the one that is found. */
  readonly config?: string;
  /** A named environment of the configuration. */
  readonly environment?: string;
  /** One of several databases; absent: all. */
  readonly database?: string;
  readonly url?: string;
  readonly schema?: string | readonly string[];
  /** The `-x key=value` arguments. */
  readonly x?: Readonly<Record<string, string>>;
  readonly onSlowStart?: Project["onSlowStart"];
}

/** Everything that is known of a project before anything of it is read. */
export interface Project {
  /** Its name, where the configuration names several databases. */
  readonly name?: string;
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Absolute; paths in the configuration are relative to it. */
  readonly root: string;
  readonly configFile?: string;
  readonly config: LimbeckConfig;
  /** That of the database that is meant; without one, of the models. */
  readonly dialect: Dialect;
  /** The database that is meant, or a function that says which; absent: none is named. */
  readonly database?: Target | string | (() => Promise<Target | string>);
  /** The application's own client, instead of a connection to `database`. */
  readonly client?: Parameters<typeof fromClient>[0];
  /** The models, where a program hands them over; else they are in the files that the configuration names. */
  readonly models?: LoadedModels["modules"];
  /** The folders of the revision files, absolute; a new branch begins in the first. None where the revisions are a list. */
  readonly locations: readonly string[];
  /** Where things are kept between runs. Looked for by whoever asks: a bundled application may have no file system at all. */
  readonly cacheDir: () => string;
  readonly x: Readonly<Record<string, string>>;
  /** Hears which engine is begun, where that takes seconds. */
  readonly onSlowStart?: (label: "preparing" | "starting", engine: string) => void;
  readonly load: { readonly cwd: string; readonly standIns: Readonly<Record<string, unknown>> };
}

/**
 * Finds and reads the configuration: `limbeck.config.*`, built on `drizzle.config.*` where there is one. Gives a project for each
 * database that is meant, at least one, in the order of the configuration.
 */
export async function openProjects(options: ProjectOptions = {}): Promise<readonly Project[]> {
  const cwd = resolve(options.cwd ?? process.cwd());
  loadEnv([cwd]);
  const found = findConfig(cwd, options.config);
  const root = found === undefined ? cwd : dirname(found.file);
  if (root !== cwd) loadEnv([root]);
  const { own, drizzle } = await readConfig(found, root, options);
  const meant = databasesIn(own, options.database);
  if (meant.length > 1 && options.url !== undefined)
    throw databaseChoiceMissing(meant.map(({ name = "" }) => name));
  return meant.map((one) => projectOf(root, { one, drizzle }, { ...options, cwd }, found));
}

/** The project of a configuration that is at hand. */
export function projectFrom(root: string, config: LimbeckConfig, options: ProjectOptions): Project {
  return projectOf(
    root,
    { one: oneDatabaseIn(config, options.database), drizzle: {} },
    { ...options, cwd: root },
  );
}

interface Meant {
  readonly one: NamedConfig;
  readonly drizzle: ReadConfig["drizzle"];
}

type Placed = ProjectOptions & { readonly cwd: string };

function projectOf(root: string, meant: Meant, options: Placed, found?: ConfigFile): Project {
  const { name, config: own } = meant.one;
  const config = { ...meant.drizzle, ...own, ...given(options) };
  const database = databaseOf(root, meant, options);
  return {
    cwd: options.cwd,
    root,
    ...(name === undefined ? {} : { name }),
    ...(found === undefined ? {} : { configFile: found.file }),
    config,
    dialect: projectDialect(database, config),
    ...(database === undefined ? {} : { database }),
    locations: locationsOf(config).map((folder) => resolve(root, folder)),
    cacheDir: () => cacheFolders(root)[0] ?? resolve(root, ".limbeck"),
    x: options.x ?? {},
    ...(options.onSlowStart === undefined ? {} : { onSlowStart: options.onSlowStart }),
    load: { cwd: root, standIns },
  };
}

function locationsOf({ revisions, versionLocations = [] }: LimbeckConfig): readonly string[] {
  if (revisions !== undefined && typeof revisions !== "string") {
    if (versionLocations.length > 0)
      throw configOptionWrong(
        "The configuration",
        "versionLocations",
        "left out where `revisions` is a list",
      );
    return [];
  }
  const first = revisions ?? (versionLocations.length === 0 ? "revisions" : undefined);
  return first === undefined ? versionLocations : [...new Set([first, ...versionLocations])];
}

function given({ schema }: ProjectOptions): Pick<LimbeckConfig, "schema"> {
  return schema === undefined ? {} : { schema };
}

/** `--url`, else our configuration, else DATABASE_URL, else Drizzle's credentials: docs/configuration.md says so. */
function databaseOf(root: string, { one, drizzle }: Meant, { cwd, url }: Placed): Project["database"] {
  if (url !== undefined) return fileIn(cwd, url);
  const own = named(root, one.config);
  // Of several databases none is *the* one that the environment, or Drizzle, means.
  if (own !== undefined || one.name !== undefined) return own;
  const environment = process.env["DATABASE_URL"];
  return environment === undefined || environment === "" ? named(root, drizzle) : fileIn(cwd, environment);
}

function named(root: string, { url, credentials }: LimbeckConfig): Project["database"] {
  if (typeof url === "function") return async () => fileIn(root, await url());
  if (url !== undefined && url !== "") return fileIn(root, url);
  return credentials === undefined ? undefined : partsTarget(credentials);
}
