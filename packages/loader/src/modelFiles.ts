import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { modelsNotFound } from "./errors.ts";

/**
 * The model files that `schema` means, as drizzle-kit reads it: files, folders (the files in them, one level) and globs, which
 * may match folders too. Absolute, sorted, each once. Declarations and tests beside the models are passed over unless they
 * are named. Fails with `models-not-found` if a path is absent, or if all globs together match nothing: models that silently
 * went missing would look like dropped tables.
 */
export async function modelFiles(
  schema: string | readonly string[],
  cwd: string,
): Promise<readonly string[]> {
  const patterns = [schema].flat();
  const found = await Promise.all(patterns.map(async (pattern) => await matches(pattern, cwd)));
  const files = [...new Set(found.flat())].sort();
  if (files.length === 0) throw modelsNotFound(cwd, patterns.join(", "));
  return files;
}

async function matches(pattern: string, cwd: string): Promise<readonly string[]> {
  // What exists is a path, whatever characters it has: folders are called `[id]` and `(app)`.
  const path = resolve(cwd, pattern);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined) return stat.isDirectory() ? filesIn(path) : [path];
  const { glob, isDynamicPattern } = await import("tinyglobby");
  const portable = process.platform === "win32" ? pattern.replaceAll("\\", "/") : pattern;
  if (!isDynamicPattern(portable)) throw modelsNotFound(cwd, pattern);
  const ignore = portable.includes("node_modules") ? [] : ["**/node_modules/**"];
  const all = await glob(portable, {
    cwd,
    absolute: true,
    onlyFiles: false,
    expandDirectories: false,
    ignore,
  });
  return all
    .map((each) => resolve(each))
    .flatMap((each) => (isFolder(each) ? filesIn(each) : isModel(each) ? [each] : []));
}

function filesIn(folder: string): readonly string[] {
  const paths = readdirSync(folder)
    .filter(isModel)
    .map((name) => join(folder, name));
  return paths.filter((path) => !isFolder(path));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isModel(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:d|test|spec)\.[cm]?[jt]sx?$/.test(path);
}
