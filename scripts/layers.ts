import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

import { type Manifest, type Package } from "./workspace.ts";

/** A row of the table in docs/architecture.md. */
export interface Row {
  readonly name: string;
  /** Absent: for tests only. */
  readonly floor?: number;
  readonly leansOn: readonly string[];
}

/** The rows of the table of packages. */
export function architectureRows(text: string): readonly Row[] {
  const cells = text
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, name = ""]) => /^`[a-z]+`$/.test(name));
  return cells.map(([, name = "", floor = "", , leansOn = ""]) => ({
    name: name.replaceAll("`", ""),
    ...(floor === "tests" ? {} : { floor: Number(floor) }),
    leansOn: [...leansOn.matchAll(/`([a-z]+)`/g)].map(([, each = ""]) => each).sort(),
  }));
}

/** Everything that a file imports: statically, by `import()`, by `require`, as a type. */
export function importsOf(file: string): readonly string[] {
  return ts
    .preProcessFile(readFileSync(file, "utf8"), true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

/** Whether a file may also import what the package needs for its tests. */
export function isForTests(file: string): boolean {
  return file.endsWith(".test.ts") || /[\\/](testing|pack)[\\/]/.test(file);
}

/**
 * What is wrong with an import: it names a package that the own package.json does not name, or a file of another package.
 * Tests may import development dependencies, also those of the whole workspace; and anybody what there are types of and nothing else.
 */
export function unnamed(
  specifier: string,
  file: string,
  { manifest, path }: Package,
  workspace: Manifest,
): string | undefined {
  if (specifier.startsWith(".")) {
    const target = relative(path, resolve(dirname(file), specifier));
    return target.split(sep)[0] === ".." ? `${specifier} leaves the package` : undefined;
  }
  const name = packageOf(specifier);
  const own = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies };
  const forTests = isForTests(file) ? { ...manifest.devDependencies, ...workspace.devDependencies } : {};
  const dev = manifest.devDependencies ?? {};
  const typesAlone = `@types/${name}` in dev && !(name in dev);
  const named = specifier.startsWith("node:") || name in own || name in forTests || name === manifest.name;
  return named || typesAlone ? undefined : `${name} is not named in its package.json`;
}

/** What is wrong with a dependency between two packages: it does not go down. */
export function upwards(from: Row, to: Row | undefined): string | undefined {
  if (to === undefined) return "no such package";
  if (to.floor === undefined) return "only tests import it";
  if (from.floor === undefined || from.floor > to.floor) return undefined;
  return `from floor ${from.floor} to floor ${to.floor}`;
}

/** The packages of ours that a manifest names for more than tests. */
export function internalDependencies({
  dependencies,
  optionalDependencies,
  peerDependencies,
}: Manifest): string[] {
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
    .filter((name) => name.startsWith("@limbeck/"))
    .map((name) => name.slice("@limbeck/".length))
    .sort();
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The paths of this repository that a text names in backticks. */
export function namedPaths(text: string): readonly string[] {
  const folders = /`((?:packages|scripts|fixtures|docs|examples|benchmarks)\/[^`*]*)`/g;
  return [...text.matchAll(folders)].map(([, path = ""]) => join(path));
}
