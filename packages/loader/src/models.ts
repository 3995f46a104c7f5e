import { realpathSync } from "node:fs";
import { type Bundle, bundle, type Exports, type LoadOptions } from "./bundle.ts";
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

/** Models that have been found and bundled, and not yet run. */
export interface OpenedModels extends Pick<Bundle, "identity" | "keepCode"> {
  /** The model files, absolute and sorted. */
  readonly files: readonly string[];
  /** Runs the files, and what they import, but nothing else. Fails with `model-failed` and the position in the user's file. */
  readonly load: () => Promise<LoadedModels>;
}

/** Finds and bundles the model files. Fails with `models-not-found`, or with `model-failed` where a file cannot be read. */
export async function openModels({ schema, ...options }: ModelOptions): Promise<OpenedModels> {
  const files = await modelFiles(schema, realpathSync(options.cwd));
  const opened = await bundle(files, { ...options, purpose: "model" });
  const { identity } = opened;
  const load = async (): Promise<LoadedModels> => {
    const modules: LoadedModule[] = [];
    for (const file of files) modules.push({ file, exports: await opened.load(file) });
    return { files, modules, digest: contentHash(files.map((file) => opened.digest(file)).join("\n")) };
  };
  return { files, ...(identity === undefined ? {} : { identity }), load, keepCode: () => opened.keepCode() };
}

/**
 * Finds the model files and runs them. Fails with `models-not-found` and `model-failed`; nothing is said about what the exports
 * mean.
 */
export async function loadModels(options: ModelOptions): Promise<LoadedModels> {
  return (await openModels(options)).load();
}
