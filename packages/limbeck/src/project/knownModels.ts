import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { type OpenedModels, writeFileAtomic } from "@limbeck/loader";

import { VERSION } from "../version.ts";
import { type ProjectModels } from "./models.ts";
import { type Project } from "./project.ts";

/** What models were read as before, kept between runs. */
export interface KnownModels {
  /** Absent: they have to be run and read. */
  readonly models?: ProjectModels;
  /** Keeps for later runs what they were read as. */
  readonly remember: (models: ProjectModels) => Promise<void>;
}

const NOTHING: KnownModels = { remember: () => Promise.resolve() };

/**
 * Looks up models that cannot have become others since they were read: their bundle has an identity, and this version of Limbeck reads them, under
 * the same configuration.
 */
export function knownModels(project: Project, { identity }: Pick<OpenedModels, "identity">): KnownModels {
  if (identity === undefined) return NOTHING;
  const { root, cacheDir, config, dialect } = project;
  // A few files for all projects that share the folder: of two that share one, one is read anew.
  const slot = digest([root, config.schema, dialect, project.name]).slice(0, 2);
  const file = join(cacheDir(), `models-${slot}.json`);
  const { casing, manage } = config;
  const started = [process.env["NODE_OPTIONS"], process.execArgv];
  const key = digest([VERSION, BUILD, identity, root, dialect, casing, manage, started]);
  const models = read(file, key);
  return {
    ...(models === undefined ? {} : { models }),
    remember: async (now) => {
      // One that cannot be written costs time next time, nothing else.
      await writeFileAtomic(file, `${key}\n${JSON.stringify(plainModels(now))}`, { overwrite: true }).catch(
        () => undefined,
      );
    },
  };
}

/** A built file is called after its content. Sources change without a new name, so what they read is known to their own process alone. */
const BUILD = import.meta.url.endsWith(".ts") ? performance.timeOrigin : basename(import.meta.url);

function digest(facts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

function read(file: string, key: string): ProjectModels | undefined {
  try {
    const text = readFileSync(file, "utf8");
    if (!text.startsWith(`${key}\n`)) return undefined;
    // The key has shown that this very build wrote it.
    return revived(JSON.parse(text.slice(key.length + 1)) as PlainModels);
  } catch {
    // Absent, unreadable or cut off: all the same to a cache.
    return undefined;
  }
}

/** Models as JSON can say them, which says nothing of a Set. */
export type PlainModels = ReturnType<typeof plainModels>;

export function plainModels({ views, roles, manages, ...models }: ProjectModels) {
  const facts = {
    ...models,
    manages: [...manages],
    views: { ...views, existing: [...views.existing] },
    roles: { names: [...roles.names], existing: [...roles.existing] },
  };
  return facts satisfies { readonly [Fact in keyof ProjectModels]: Plain };
}

/** What JSON says all of; of a Set or a Map it says nothing. */
type Plain = string | number | boolean | readonly unknown[] | (object & { readonly size?: never });

function revived({ views, roles, manages, ...models }: PlainModels): ProjectModels {
  return {
    ...models,
    manages: new Set(manages),
    views: { ...views, existing: new Set(views.existing) },
    roles: { names: new Set(roles.names), existing: new Set(roles.existing) },
  };
}
