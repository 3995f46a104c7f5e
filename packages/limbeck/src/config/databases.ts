import { databaseChoiceMissing, databaseNameUnknown } from "../configErrors.ts";
import { type LimbeckConfig } from "./config.ts";

/** One of the databases of a project; without a name, the only one. */
export interface NamedConfig {
  readonly name?: string;
  readonly config: LimbeckConfig;
}

/**
 * The databases that are meant, in the order of the configuration: all of them, or the one that is chosen. Errors:
 * `database-name-unknown`.
 */
export function databasesIn(config: LimbeckConfig, chosen: string | undefined): readonly NamedConfig[] {
  const { databases, ...common } = config;
  const names = Object.keys(databases ?? {});
  if (chosen !== undefined && !names.includes(chosen)) throw databaseNameUnknown(chosen, names);
  if (databases === undefined || names.length === 0) return [{ config: common }];
  return names
    .filter((name) => chosen === undefined || name === chosen)
    .map((name) => ({ name, config: { ...common, ...revisionsOf(common, name), ...databases[name] } }));
}

/** As `databasesIn`, where one is meant. Errors: also `database-choice-missing`. */
export function oneDatabaseIn(config: LimbeckConfig, chosen: string | undefined): NamedConfig {
  const found = databasesIn(config, chosen);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    throw databaseChoiceMissing(found.map(({ name = "" }) => name));
  return only;
}

/** Revisions of two databases in one folder would be one graph; a list is not put together from what lies in a folder. */
function revisionsOf({ revisions = "revisions" }: LimbeckConfig, name: string): LimbeckConfig {
  return { revisions: typeof revisions === "string" ? `${revisions}/${name}` : revisions };
}
