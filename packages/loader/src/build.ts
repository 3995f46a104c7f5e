import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { BuildOptions as EsbuildOptions, BuildResult, Metafile } from "esbuild";
import { buildFailure } from "./buildFailure.ts";
import type { Purpose } from "./errors.ts";
import { closureDigest, type ImportGraph, importGraph } from "./importGraph.ts";
import { importMetaDefines } from "./importMeta.ts";
import { limbeckPlugin, nothingSeen, outsideModules, type Seen } from "./plugin.ts";
import type { StandIns } from "./standIns.ts";
import { surroundings } from "./surroundings.ts";
import { type Witness, witness } from "./witness.ts";

/** A bundle as text, and all that must be known to run it, and to know later that it is still the right one. */
export interface BundleText {
  readonly code: string;
  /** The source map, as JSON; `sources` are relative to the folder of the build. */
  readonly map: string;
  /** The files asked for. */
  readonly entries: Readonly<Record<string, Entry>>;
  /** Every file that went in, absolute and sorted. */
  readonly inputs: readonly string[];
  /** The stand-ins that are imported. */
  readonly standIns: readonly string[];
  /** How far the columns of a file's first line were moved. */
  readonly shifts: Readonly<Record<string, number>>;
  readonly witnesses: readonly Witness[];
  /** Of models: whether what they are follows from text alone (`isSelfContained`). */
  readonly selfContained: boolean;
}

export interface Entry {
  /** Of its text and the text of all that it imports. */
  readonly digest: string;
  /** CommonJS: what it exports is `module.exports`. */
  readonly commonJs: boolean;
}

export interface BuildOptions {
  readonly cwd: string;
  readonly purpose: Purpose;
  readonly standIns: StandIns;
}

/**
 * Bundles files so that one text runs them all, and a module that several import is one module. The text is a body
 * for a function: ESM whose imports are gone, because esbuild allows top-level await there and not in CommonJS.
 * Fails with the code of the purpose and the position in the user's file.
 */
export async function build(files: readonly string[], options: BuildOptions): Promise<BundleText> {
  const seen = nothingSeen();
  const { outputFiles, metafile } = await run(files, options, seen);
  const graph = importGraph(options.cwd, metafile);
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? "";
  const code = text(".mjs");
  return {
    code,
    map: JSON.stringify(JSON.parse(text(".map"))),
    entries: Object.fromEntries(files.map((file) => [file, entry(file, graph, seen)])),
    inputs: [...seen.files.keys()].sort(),
    standIns: [...seen.standIns].sort(),
    shifts: Object.fromEntries(seen.shifts),
    witnesses: witnesses(seen),
    selfContained: options.purpose === "model" && (await selfContained(code, metafile)),
  };
}

async function selfContained(code: string, metafile: Metafile): Promise<boolean> {
  const { isSelfContained } = await import("./selfContained.ts");
  return isSelfContained(code, outsideModules(Object.keys(metafile.inputs)));
}

type Built = BuildResult<{ write: false; metafile: true }>;

async function run(files: readonly string[], options: BuildOptions, seen: Seen): Promise<Built> {
  const contents = files.map(entryLine).join("");
  const settings = {
    ...esbuildSettings,
    absWorkingDir: options.cwd,
    stdin: { contents, resolveDir: options.cwd, sourcefile: "limbeck-entries" },
    plugins: [limbeckPlugin(options, seen)],
    outfile: `${options.cwd}/limbeck-bundle.mjs`,
  };
  try {
    const esbuild = await import("esbuild");
    return await esbuild.build(settings);
  } catch (error) {
    throw buildFailure(error, options, seen.shifts);
  }
}

/** An `import()` inside a bundle is a call, and makes esbuild keep each file apart until it is asked for. */
function entryLine(file: string): string {
  const path = JSON.stringify(file);
  return `__limbeck.entries[${path}] = () => import(${path});\n`;
}

const esbuildSettings = {
  bundle: true,
  write: false,
  metafile: true,
  platform: "node",
  format: "esm",
  target: "node20.12",
  charset: "utf8",
  logLevel: "silent",
  sourcemap: "external",
  sourcesContent: false,
  // Otherwise esbuild adds "module", a condition of bundlers that Node does not know.
  conditions: [],
  // `sideEffects: false` is a promise to bundlers; Node runs what is imported.
  ignoreAnnotations: true,
  supported: { "dynamic-import": false },
  define: importMetaDefines,
  loader: { ".sql": "text", ".txt": "text", ".md": "text", ".css": "empty" },
} satisfies EsbuildOptions;

function entry(file: string, graph: ImportGraph, seen: Seen): Entry {
  const real = graph.entries.get(file) ?? file;
  return {
    digest: closureDigest(real, graph, (path) => seen.files.get(path)?.hash ?? ""),
    // A file without imports or exports has no format, and esbuild wraps it as CommonJS.
    commonJs: graph.formats.get(real) !== "esm" && !file.endsWith(".json"),
  };
}

/** Sorted, because esbuild reads files side by side, and which comes first is chance: an identity must not follow it. */
function witnesses(seen: Seen): readonly Witness[] {
  const folders = new Set([...seen.files.keys()].map((file) => dirname(file)));
  const others = new Set([...seen.candidates, ...surroundings([...folders]), esbuildManifest()]);
  const rest = [...others].filter((path) => !seen.files.has(path)).map(witness);
  return [...seen.files.values(), ...rest].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Another version of esbuild may write another text. */
function esbuildManifest(): string {
  return createRequire(import.meta.url).resolve("esbuild/package.json");
}
