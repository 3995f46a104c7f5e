import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { type ConfigFile, drizzleConfig, loadConfig, type LoadOptions } from "@limbeck/loader";

import { checkConfig } from "../config/check.ts";
import { type ConfigContext, type LimbeckConfig } from "../config/config.ts";
import { fromDrizzle } from "../config/drizzle.ts";
import { environmentUnknown } from "../configErrors.ts";
import { standIns } from "./standIns.ts";

/** What our own configuration says, and what Drizzle's beside it does. */
export interface ReadConfig {
  readonly own: LimbeckConfig;
  readonly drizzle: LimbeckConfig;
}

/** Runs the configuration that was found. Errors: those of loading and of checking it, `environment-unknown`. */
export async function readConfig(
  found: ConfigFile | undefined,
  root: string,
  { environment, x = {} }: Partial<ConfigContext>,
): Promise<ReadConfig> {
  const load = { cwd: root, standIns };
  if (found?.kind !== "limbeck") {
    if (environment !== undefined) throw environmentUnknown(environment, []);
    return { own: {}, drizzle: found === undefined ? {} : await readDrizzle(found.file, load) };
  }
  const context: ConfigContext = { x, ...(environment === undefined ? {} : { environment }) };
  const { value } = await loadConfig(found.file, load, context);
  const own = checkConfig(value, found.file, environment);
  const beside = findDrizzle(root);
  return { own, drizzle: beside === undefined || isWhole(own) ? {} : await readDrizzle(beside, load) };
}

/** A configuration of our own that names its models and its databases needs nothing of Drizzle's, and does not run it. */
function isWhole({ schema, url, credentials, databases }: LimbeckConfig): boolean {
  return (
    databases !== undefined || (schema !== undefined && (url !== undefined || credentials !== undefined))
  );
}

function findDrizzle(root: string): string | undefined {
  const names = ["ts", "mts", "js", "mjs", "cjs", "json"].map((extension) => `drizzle.config.${extension}`);
  return names.map((name) => resolve(root, name)).find((file) => existsSync(file));
}

async function readDrizzle(file: string, load: LoadOptions): Promise<LimbeckConfig> {
  const { value } = await loadConfig(file, load);
  return fromDrizzle(drizzleConfig(value, file));
}
