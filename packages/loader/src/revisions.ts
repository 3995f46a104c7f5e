import { bundle, type Exports, type LoadOptions } from "./bundle.ts";
import { revisionIncomplete } from "./errors.ts";
import { loneDigest } from "./importGraph.ts";
import { isRecord } from "./option.ts";
import type { RevisionFile } from "./revisionFiles.ts";

/** A revision file that has run. What its functions do with their argument is not this package's business. */
export interface RevisionModule {
  readonly file: string;
  readonly upgrade: RevisionBody;
  /** Absent in a revision that cannot be taken back. */
  readonly downgrade?: RevisionBody;
  readonly transaction?: unknown;
  readonly exports: Exports;
}

export type RevisionBody = (op: unknown) => unknown;

/** Runs one revision file; see `loadRevisions`. */
export async function loadRevision(file: string, options: LoadOptions): Promise<RevisionModule> {
  const [only] = await loadRevisions([file], options);
  if (only === undefined) throw revisionIncomplete(options.cwd, file, "upgrade");
  return only;
}

/**
 * Runs revision files, bundled together because one build of many is faster than many of one. Fails with `revision-failed` and the
 * position in the file, or with `revision-incomplete`. Errors that their functions throw later are placed by `sourcePosition`.
 */
export async function loadRevisions(
  files: readonly string[],
  options: LoadOptions,
): Promise<readonly RevisionModule[]> {
  if (files.length === 0) return [];
  const loaded = await bundle(files, { ...options, purpose: "revision" });
  const modules: RevisionModule[] = [];
  for (const file of loaded.files) modules.push(revisionModule(file, await loaded.load(file), options.cwd));
  return modules;
}

/**
 * For each file, by path, a digest of its text and of the text of all that it imports, packages aside. Files that import
 * only stand-ins, as nearly all do, are not bundled for it.
 */
export async function revisionDigests(
  files: readonly RevisionFile[],
  options: LoadOptions,
): Promise<ReadonlyMap<string, string>> {
  const alone = new Set(
    files.filter(({ text }) => importsNothing(text, Object.keys(options.standIns ?? {}))),
  );
  const others = files.filter((file) => !alone.has(file)).map(({ path }) => path);
  const loaded = others.length === 0 ? undefined : await bundle(others, { ...options, purpose: "revision" });
  return new Map(
    files.map((file) => [
      file.path,
      alone.has(file) ? loneDigest(file.text) : (loaded?.digest(file.path) ?? ""),
    ]),
  );
}

/** The digest of one file; see `revisionDigests`. */
export async function revisionDigest(file: RevisionFile, options: LoadOptions): Promise<string> {
  return (await revisionDigests([file], options)).get(file.path) ?? "";
}

const importLine = /^\s*import\s[^;"'`]*["']([^"']+)["'];?/gm;
const anyImport = /\bimport\b|\brequire\b|\bexport\s*(?:type\s*)?[*{]/;

/** May say no where a word in a comment looks like an import; never says yes wrongly. */
function importsNothing(text: string, standIns: readonly string[]): boolean {
  const rest = text.replaceAll(importLine, (line, name: string) => (standIns.includes(name) ? "" : line));
  return !anyImport.test(rest);
}

function revisionModule(file: string, exported: Exports, cwd: string): RevisionModule {
  const fallback = exported["default"];
  const exports = "upgrade" in exported || !isRecord(fallback) ? exported : fallback;
  const { upgrade, downgrade, transaction } = exports;
  if (!isBody(upgrade)) throw revisionIncomplete(cwd, file, "upgrade");
  if (downgrade !== undefined && !isBody(downgrade)) throw revisionIncomplete(cwd, file, "downgrade");
  return {
    file,
    upgrade,
    ...(downgrade && { downgrade }),
    ...(transaction !== undefined && { transaction }),
    exports,
  };
}

function isBody(value: unknown): value is RevisionBody {
  return typeof value === "function";
}
