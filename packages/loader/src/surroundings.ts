import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { ancestors } from "./ancestors.ts";
import { requirable } from "./nodeResolution.ts";

/**
 * The paths that decide, beside the text of the files themselves, what a bundle is: the nearest tsconfig.json with what
 * it extends, the nearest package.json, the folders in which imports are looked up. Absent candidates are among
 * them, because one that appears changes the outcome.
 */
export function surroundings(folders: readonly string[]): readonly string[] {
  const own = folders.filter((folder) => !inNodeModules(folder));
  return unique([
    ...own,
    ...folders.flatMap((folder) => nearest(folder, "package.json")),
    ...own.flatMap((folder) => nearest(folder, "tsconfig.json").flatMap((path) => withExtended(path))),
    ...own.flatMap((folder) => nearest(folder, "jsconfig.json")),
  ]);
}

/** The package.json by which a package is found from a folder, and the candidates before it, which are absent. */
export function packageCandidates(folder: string, name: string): readonly string[] {
  return nearest(folder, join("node_modules", name, "package.json"));
}

export function inNodeModules(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(`${path}/`);
}

function nearest(folder: string, name: string): readonly string[] {
  const candidates = ancestors(folder).map((each) => join(each, name));
  const found = candidates.findIndex((each) => existsSync(each));
  return found === -1 ? candidates : candidates.slice(0, found + 1);
}

/** Ends a chain of `extends` that bites its own tail. */
const deepest = 16;

// tsconfig.json is JSON with comments; finding the one word is enough here, esbuild reads the meaning.
const extension = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/;

function withExtended(tsconfig: string, depth = 0): readonly string[] {
  if (!existsSync(tsconfig) || depth > deepest) return [tsconfig];
  const written = extension.exec(readFileSync(tsconfig, "utf8"))?.[1] ?? "";
  const names = [...written.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  return [
    tsconfig,
    ...names.flatMap((name) =>
      extended(dirname(tsconfig), name).flatMap((path) => withExtended(path, depth + 1)),
    ),
  ];
}

function extended(folder: string, name: string): readonly string[] {
  if (!name.startsWith(".") && !isAbsolute(name)) {
    return [requirable(name, folder) ?? requirable(`${name}/tsconfig.json`, folder) ?? []].flat();
  }
  const path = resolve(folder, name);
  return [path.endsWith(".json") ? path : `${path}.json`];
}

function unique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)];
}
