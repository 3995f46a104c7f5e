import { createHash } from "node:crypto";
import { join } from "node:path";

import { type Unmodelled, type Unread } from "@limbeck/introspector";

import { VERSION } from "../version.ts";
import { readCacheFile, writeCacheFile } from "./cacheFile.ts";
import { plainModels } from "./knownModels.ts";
import { type ProjectModels } from "./models.ts";
import { type Project } from "./project.ts";
import { type RoleSight } from "./roles.ts";

/** What is told of a database that is as the models say. */
export interface Unchanged {
  /** How many tables it has. */
  readonly tables: number;
  readonly unmodelled: readonly Unmodelled[];
}

/** What is known of a comparison before the catalog is read. */
export interface Foreknown {
  readonly unchanged?: Unchanged;
  /** Keeps for later runs that nothing was found. */
  readonly remember: (unchanged: Unchanged) => Promise<void>;
}

const NOTHING: Foreknown = { remember: () => Promise.resolve() };

const MOST_ENTRIES = 20;

/**
 * Looks up a comparison of just these models with a database that said just this, to the letter, by this version. `made` are the roles that
 * revisions make. Nothing is known to who does not ask (`brief`), and where a function of the configuration has a say in what is compared.
 */
export function foreknown(
  project: Project,
  models: ProjectModels,
  { made }: RoleSight,
  { text, searchPath, serverVersion }: Unread,
  brief: boolean,
): Foreknown {
  const { includeName, includeObject, schemas, tables, roles } = project.config;
  if (!brief || text === undefined || includeName !== undefined || includeObject !== undefined)
    return NOTHING;
  const file = join(project.cacheDir(), "unchanged.json");
  const facts = [compared(models), { schemas, tables, roles }, [...made], searchPath, serverVersion];
  const hash = createHash("sha256").update(VERSION).update(JSON.stringify(facts)).update(text);
  const digest = hash.digest("base64");
  const entries = entriesOf(readCacheFile(file));
  const unchanged = entries.find(([key]) => key === digest)?.[1];
  return {
    ...(unchanged === undefined ? {} : { unchanged }),
    remember: (now) => writeCacheFile(file, [...entries, [digest, now]].slice(-MOST_ENTRIES)),
  };
}

/** All that a comparison looks at; where the models lie and what they were warned of is no part of it. */
function compared(models: ProjectModels): object {
  return { ...plainModels(models), files: undefined, warnings: undefined };
}

function entriesOf(value: unknown): readonly (readonly [string, Unchanged])[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is readonly [string, Unchanged] {
  const pair: readonly unknown[] = Array.isArray(value) ? value : [];
  const [key, unchanged] = pair;
  return (
    typeof key === "string" && typeof unchanged === "object" && unchanged !== null && "tables" in unchanged
  );
}
