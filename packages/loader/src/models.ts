import { realpathSync } from "node:fs";
import { bundle, type Exports, type LoadOptions } from "./bundle.ts";
import { contentHash } from "./contentHash.ts";
import { modelFiles } from "./modelFiles.ts";

export interface LoadedModels {
  /** The model files, absolute and sorted. */
  readonly files: readonly string[];
  /** What each exports, in the order of `files`. A module that several files import is one module. */
  readonly modules: readonly LoadedModule[];
  /** Of the text of the files and of all that they import: equal digests mean equal models, packages aside. */
  readonly digest: string;
}

export interface LoadedModule {
  readonly file: string;
  readonly exports: Exports;
}

export interface ModelOptions extends LoadOptions {
  /** As in a Drizzle configuration: files, folders, globs; relative to `cwd`. */
  readonly schema: string | readonly string[];
}

/**
 * Finds the model files and runs them, and what they import, but nothing else. Fails with `models-not-found`, or with
 * `model-failed` and the position in the user's file; nothing is said about what the exports mean.
 */
export async function loadModels({ schema, ...options }: ModelOptions): Promise<LoadedModels> {
  const files = await modelFiles(schema, realpathSync(options.cwd));
  const loaded = await bundle(files, { ...options, purpose: "model" });
  const modules: LoadedModule[] = [];
  for (const file of files) modules.push({ file, exports: await loaded.load(file) });
  return { files, modules, digest: contentHash(files.map((file) => loaded.digest(file)).join("\n")) };
}
