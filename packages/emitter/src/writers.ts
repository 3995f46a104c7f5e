import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type * as Prettier from "prettier";
import type * as TsMorph from "ts-morph";

import { writerMissing } from "./errors.ts";

// Both are optional dependencies and slow to load: an image that only upgrades has neither.

/** The library that builds the file. Fails with `writer-missing`. */
export async function tsMorph(): Promise<typeof TsMorph> {
  try {
    const loaded = await import("ts-morph");
    // A CommonJS module comes as `default` where its names cannot be seen without running it.
    return "Project" in loaded ? loaded : (loaded as { default: typeof TsMorph }).default;
  } catch (cause) {
    throw writerMissing("ts-morph", cause);
  }
}

/** The library that lays the file out: the project's own copy, which its plugins fit, else ours. Fails with `writer-missing`. */
export async function prettier(projectRoot: string): Promise<typeof Prettier> {
  const own = ownPrettier(projectRoot);
  try {
    const loaded = (await (own === undefined ? import("prettier") : import(pathToFileURL(own).href))) as
      typeof Prettier | { readonly default: typeof Prettier };
    return "format" in loaded ? loaded : loaded.default;
  } catch (cause) {
    throw writerMissing("prettier", cause);
  }
}

function ownPrettier(projectRoot: string): string | undefined {
  try {
    return createRequire(join(projectRoot, "package.json")).resolve("prettier");
  } catch {
    return undefined;
  }
}
