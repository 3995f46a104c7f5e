import { dirname, relative, resolve } from "node:path";
import type { Metafile } from "esbuild";
import { contentHash } from "./contentHash.ts";

/** Which file imports which, in absolute real paths. */
export interface ImportGraph {
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly formats: ReadonlyMap<string, "cjs" | "esm" | undefined>;
  /** The real path of each file asked for. */
  readonly entries: ReadonlyMap<string, string>;
}

/** Reads the graph out of esbuild's account, where paths are relative to `cwd` and what is no file has a namespace. */
export function importGraph(cwd: string, metafile: Metafile): ImportGraph {
  const inputs = Object.entries(metafile.inputs).map(([path, input]) => ({
    file: resolve(cwd, path),
    input,
  }));
  const roots = metafile.inputs["limbeck-entries"]?.imports ?? [];
  return {
    imports: new Map(
      inputs.map(({ file, input }) => [file, input.imports.map(({ path }) => resolve(cwd, path))]),
    ),
    formats: new Map(inputs.map(({ file, input }) => [file, input.format])),
    entries: new Map(
      roots.flatMap(({ original, path }) => (original === undefined ? [] : [[original, resolve(cwd, path)]])),
    ),
  };
}

/**
 * A digest of the text of a file and of all that it imports, directly or not, packages aside. It does not depend on where the
 * project lies, nor on how the file is called.
 */
export function closureDigest(file: string, graph: ImportGraph, hashOf: (file: string) => string): string {
  const members = closure(file, graph).filter((member) => member !== file && hashOf(member) !== "");
  const lines = members.map(
    (member) => `${relative(dirname(file), member).replaceAll("\\", "/")} ${hashOf(member)}`,
  );
  return closedDigest(hashOf(file), lines);
}

/** The digest of a file that imports no other. */
export function loneDigest(text: string): string {
  return closedDigest(contentHash(text), []);
}

function closedDigest(hash: string, imported: readonly string[]): string {
  return contentHash([hash, ...[...imported].sort()].join("\n"));
}

function closure(file: string, graph: ImportGraph): readonly string[] {
  const reached = new Set([file]);
  // A Set that grows while it is walked is walked to its new end.
  for (const each of reached) for (const imported of graph.imports.get(each) ?? []) reached.add(imported);
  return [...reached];
}
