import { type RenderOperation, type Template } from "@limbeck/emitter";
import { type DatabaseParts } from "@limbeck/loader";
import { type Managed } from "@limbeck/metadata";
import { type OwnTable } from "@limbeck/operations";
import { type OnStep } from "@limbeck/runtime";

import { type IncludeName, type IncludeObject, type ProcessRevision } from "./hooks.ts";
import { type ImportedRevision } from "./importedRevision.ts";

/** What `limbeck.config.ts` says. Everything has a default; what a `drizzle.config.*` says beside it is built on. */
export interface LimbeckConfig {
  /** What models and revisions are for, where the database does not say it. Absent: `postgresql`. */
  readonly dialect?: "postgresql" | "sqlite";
  /** The files of the Drizzle models: files, folders or globs. */
  readonly schema?: string | readonly string[];
  /** The database: a URL, a function that gives one (rotating credentials), or its parts. Absent: the revisions themselves. */
  readonly url?: string | (() => string | Promise<string>) | undefined;
  readonly credentials?: Omit<DatabaseParts, "kind">;
  /** The folder of the revision files; or these files, imported, where an application is bundled and has no folder. */
  readonly revisions?: string | readonly ImportedRevision[];
  /** Further folders of revision files, one a branch for instance. */
  readonly versionLocations?: readonly string[];
  /** Reads the folders within those folders too. */
  readonly recursive?: boolean;
  /** The PostgreSQL schemas that are compared. Absent: `public` and those that the models name. */
  readonly schemas?: readonly string[];
  /** Tables that are compared, by name or pattern (`*` stands for any text, `!` in front excludes). Absent: all. */
  readonly tables?: readonly string[];
  /** Roles that are compared, by name or pattern as in `tables`. Absent: all that the models declare. */
  readonly roles?: readonly string[];
  /** Which drops and adds are renames, each as `old:new`, such as `tasks.title:name`; entries that fit nothing do nothing. */
  readonly renames?: readonly string[];
  /** Whether things of a name are looked at. */
  readonly includeName?: IncludeName;
  /** Whether an object is compared. */
  readonly includeObject?: IncludeObject;
  readonly casing?: "snake_case" | "camelCase";
  /** Kinds of objects of which the models are the whole truth, though they declare none of them. */
  readonly manage?: readonly Managed[];
  /** PostgreSQL extensions that a replay on the embedded database needs. */
  readonly extensions?: readonly string[];
  /** A server on which `verify` makes a database of its own, and drops it; absent: the embedded PostgreSQL. */
  readonly scratch?: string | undefined;
  readonly versionTable?: { readonly name?: string; readonly schema?: string };
  /** Name of a new file. Tokens: {year} {month} {day} {hour} {minute} {second} {rev} {slug}. */
  readonly fileTemplate?: string;
  /** The longest slug in a file name: 40. */
  readonly slugLength?: number;
  /** An IANA time zone for the date in file names: UTC. */
  readonly timezone?: string;
  /** `random`: 12 hex digits; `sequential`: 0001, 0002, … */
  readonly revisionIds?: "random" | "sequential";
  /** Arranges a revision file: a function, or a file with placeholders such as `{{upgrade}}`. */
  readonly template?: string | Template;
  /** Rewrites, splits or drops a revision before it is written. */
  readonly processRevision?: ProcessRevision;
  /** Writes the line of an operation. */
  readonly renderOperation?: RenderOperation;
  /** Directives of your own, by name. */
  readonly operations?: OwnTable;
  /** Commands for each new file, such as `eslint --fix {file}`. */
  readonly postWrite?: readonly string[];
  /** The server that offline SQL is written for, as `server_version_num`; absent: that of the embedded PostgreSQL. */
  readonly serverVersion?: number;
  /** Writes revisions that change tables in steps which keep nobody waiting: concurrent indexes, NOT VALID and VALIDATE, … */
  readonly online?: boolean;
  readonly transaction?: "revision" | "all";
  readonly lock?: "session" | "transaction" | "none";
  /** Milliseconds that a statement waits for a lock on a table: 5000. */
  readonly lockTimeout?: number;
  readonly lockRetries?: number;
  readonly statementTimeout?: number;
  /** Called for each revision that is applied or taken back, before it is committed. */
  readonly onStep?: OnStep;
  /** SQL that runs first on each connection, such as `SET ROLE app`. */
  readonly onConnect?: readonly string[];
  /** Several databases, each with its own models and revisions; what one says stands before what the rest of the file says. */
  readonly databases?: Readonly<Record<string, DatabaseConfig>>;
  /** Named environments for `-n NAME`; what one says stands before what the rest of the file says. */
  readonly environments?: Readonly<Record<string, Omit<LimbeckConfig, "environments">>>;
}

/** What is said of one of several databases. */
export type DatabaseConfig = Omit<LimbeckConfig, "databases" | "environments">;

/** What a configuration that is a function is told. */
export interface ConfigContext {
  /** The `-x key=value` arguments. */
  readonly x: Readonly<Record<string, string>>;
  /** The name that `-n` gave. */
  readonly environment?: string;
}

/** Types a configuration; gives it back as it is. */
export function defineConfig(config: ConfigFunction): ConfigFunction;
// The last one is the one whose mistakes the compiler explains.
export function defineConfig(config: LimbeckConfig): LimbeckConfig;
export function defineConfig(config: LimbeckConfig | ConfigFunction): LimbeckConfig | ConfigFunction {
  return config;
}

/** A configuration that depends on the command line. */
export type ConfigFunction = (context: ConfigContext) => LimbeckConfig | Promise<LimbeckConfig>;
