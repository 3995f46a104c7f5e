import { type Command } from "commander";

import { type ProjectOptions } from "../project/project.ts";

/** The options that every command takes, before or after its name. */
export interface Globals {
  readonly config?: string;
  readonly name?: string;
  readonly database?: string;
  readonly url?: string;
  readonly schema?: readonly string[];
  readonly x?: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly color?: boolean;
  readonly logFile?: string;
}

/** Collects an option that may be said several times. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

export function globalOptions(command: Command): Command {
  return command
    .option("-c, --config <file>", "configuration file (default: limbeck.config.*, else drizzle.config.*)")
    .option("-n, --name <environment>", "named environment of the configuration")
    .option(
      "--database <name>",
      "one of several databases of the configuration (default: all, one after the other)",
    )
    .option("--url <url>", "the database, instead of the configured one")
    .option(
      "--schema <path>",
      "files of the Drizzle models, instead of the configured ones (repeatable)",
      several,
    )
    .option(
      "-x <key=value>",
      "argument for the configuration and the revisions: op.context.x (repeatable)",
      several,
    )
    .option("-q, --quiet", "say nothing but the answer")
    .option("-v, --verbose", "say more")
    .option("--json", "answer as one JSON document")
    .option("--no-color", "no colour")
    .option("--log-file <file>", "write all that is said to a file too");
}

export function projectOptions(globals: Globals, cwd: string): ProjectOptions {
  const { config, name, database, url, schema, x = [] } = globals;
  return {
    cwd,
    ...(config === undefined ? {} : { config }),
    ...(name === undefined ? {} : { environment: name }),
    ...(database === undefined ? {} : { database }),
    ...(url === undefined ? {} : { url }),
    ...(schema === undefined ? {} : { schema }),
    x: Object.fromEntries(x.map(pair)),
  };
}

/** `key=value`; a key alone says `true`. */
function pair(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, "true"] : [text.slice(0, at), text.slice(at + 1)];
}
