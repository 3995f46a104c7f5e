import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { build, type BundleText } from "./build.ts";
import { cacheFolders } from "./cacheFolder.ts";
import { readCached, writeCached } from "./cache.ts";
import { contentHash } from "./contentHash.ts";
import { fileFailed, type Purpose } from "./errors.ts";
import { type Evaluated, evaluate } from "./evaluate.ts";
import { isRecord } from "./option.ts";
import { sourcePosition } from "./position.ts";
import type { StandIns } from "./standIns.ts";
import { withStdoutOnStderr } from "./stdout.ts";

/** Files of the user, ready to run. */
export interface Bundle {
  /** The files asked for, absolute, in the order asked. */
  readonly files: readonly string[];
  /** Every file of the user (and ES module of a package) whose text went in, absolute and sorted. */
  readonly inputs: readonly string[];
  /**
   * Of models that are the same whenever they run: equal digests of this mean equal exports, in this version of Node. Absent where they may
   * depend on more than their text and their packages.
   */
  readonly identity?: string;
  /** Of one file: its text and that of all it imports, packages aside. The same wherever the project lies. */
  digest(file: string): string;
  /** Whether what a file exports is its `module.exports`. */
  isCommonJs(file: string): boolean;
  /**
   * Runs a file, once, and answers what it exports. What it prints meanwhile goes to stderr. Fails with `config-failed`,
   * `model-failed` or `revision-failed` and the position in the user's file.
   */
  load(file: string): Promise<Exports>;
  /**
   * Keeps what V8 has compiled of the files that were run, so that the next process that runs the same text need not. For when all has been
   * called that will be; there is no failure.
   */
  keepCode(): Promise<void>;
}

export type Exports = Readonly<Record<string, unknown>>;

export interface LoadOptions {
  /** The folder of the project, absolute. */
  readonly cwd: string;
  readonly standIns?: StandIns;
  /** A folder to keep bundles in, instead of the project's own; `false` keeps none. */
  readonly cache?: string | false;
}

export interface BundleOptions extends LoadOptions {
  readonly purpose: Purpose;
}

/** Another layout of the cached file, or another way of bundling, is another version. */
const version = 2;

/**
 * Bundles files of the user (TypeScript or JavaScript, ESM or CommonJS) into one text, or takes the text that was kept
 * if nothing it depends on has changed; esbuild is not even loaded then. Runs nothing.
 */
export async function bundle(files: readonly string[], options: BundleOptions): Promise<Bundle> {
  const cwd = realpathSync(options.cwd);
  const paths = files.map((file) => resolve(cwd, file));
  const { text, folder } = await bundleText(paths, { ...options, cwd });
  let evaluated: Promise<Evaluated> | undefined;
  return {
    files: paths,
    inputs: text.inputs,
    ...(text.selfContained ? { identity: identityOf(text) } : {}),
    isCommonJs: (file) => text.entries[resolve(cwd, file)]?.commonJs === true,
    digest: (file) => text.entries[resolve(cwd, file)]?.digest ?? "",
    load: async (file) => {
      evaluated ??= evaluate(text, cwd, options.standIns ?? {}, folder);
      return await load(resolve(cwd, file), (await evaluated).entries, text, { ...options, cwd });
    },
    keepCode: async () => await (await evaluated)?.keepCode(),
  };
}

/** Packages are known by their manifests, and by which file that is: one that was installed anew, and patched, has the same version. */
function identityOf({ code, entries, witnesses }: BundleText): string {
  const manifests = witnesses.filter(({ path, hash }) => hash !== null && MANIFEST.test(path));
  const installed = manifests.map(({ path }) => [realpathSync(path), statSync(path).ino]);
  const known = witnesses.map(({ path, hash }) => [path, hash]);
  return contentHash(
    JSON.stringify([version, process.version, Object.keys(entries), known, installed]) + code,
  );
}

const MANIFEST = /[\\/]node_modules[\\/].*package\.json$/s;

/** A bundle, and the folder that it is kept in. */
interface Kept {
  readonly text: BundleText;
  readonly folder?: string;
}

async function bundleText(files: readonly string[], options: BundleOptions): Promise<Kept> {
  const { cwd, purpose, standIns = {}, cache } = options;
  const folders = cache === false ? [] : cache === undefined ? cacheFolders(cwd) : [resolve(cwd, cache)];
  const key = contentHash(
    JSON.stringify([version, process.version, cwd, files, Object.keys(standIns).sort()]),
  ).slice(0, 32);
  for (const folder of folders) {
    const text = await readCached(folder, key);
    if (text) return { text, folder };
  }
  const text = await build(files, { cwd, purpose, standIns });
  for (const folder of folders) if (await writeCached(folder, key, text)) return { text, folder };
  return { text };
}

async function load(
  file: string,
  entries: Evaluated["entries"],
  text: BundleText,
  { cwd, purpose }: BundleOptions,
): Promise<Exports> {
  try {
    const namespace = await withStdoutOnStderr(async () => await entries[file]?.());
    return exportsOf(namespace, text.entries[file]?.commonJs === true);
  } catch (error) {
    throw fileFailed(purpose, cwd, sourcePosition(error) ?? { file }, reason(error), error);
  }
}

/** `import()` wraps CommonJS: `module.exports` is its default. */
function exportsOf(namespace: unknown, commonJs: boolean): Exports {
  const all = copy(namespace);
  return commonJs && isRecord(all["default"]) ? copy(all["default"]) : all;
}

function copy(value: unknown): Exports {
  return isRecord(value) ? { ...value } : {};
}

function reason(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
