import { readFile } from "node:fs/promises";
import type { OnLoadArgs, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { contentHash } from "./contentHash.ts";
import { importMetaPrefix } from "./importMeta.ts";
import { asked, resolution, type Resolution, type ResolutionContext } from "./resolution.ts";
import { bareSpecifier, packageName } from "./specifier.ts";
import { packageCandidates } from "./surroundings.ts";
import { fileWitness, markOf, type Witness } from "./witness.ts";

/** What the plugin saw while esbuild worked. */
export interface Seen {
  /** Every file of the bundle, by absolute path. */
  readonly files: Map<string, Witness>;
  /** Where packages were looked up. */
  readonly candidates: Set<string>;
  readonly standIns: Set<string>;
  /** How far columns of the first line were moved, by file. */
  readonly shifts: Map<string, number>;
}

export function nothingSeen(): Seen {
  return { files: new Map(), candidates: new Set(), standIns: new Set(), shifts: new Map() };
}

/**
 * Bundles what Node could not `require` and leaves the rest to `__limbeck`, the host object of a running bundle: such a module
 * is a line of text in a namespace of its own, so that no `import` of anything remains and the bundle runs as a function.
 */
export function limbeckPlugin(context: ResolutionContext, seen: Seen): Plugin {
  return {
    name: "limbeck",
    setup(build) {
      build.onResolve({ filter: bareSpecifier }, (args) => onBare(build, args, context, seen));
      build.onResolve({ filter: /\.node$/ }, (args) => native(build, args));
      build.onResolve({ filter: /.*/, namespace: "limbeck-dual" }, (args) => ({
        path: args.path,
        namespace: "limbeck-require",
      }));
      build.onLoad({ filter: /.*/, namespace: "limbeck-stand-in" }, ({ path }) =>
        commonJs(`standIn(${JSON.stringify(path)})`),
      );
      build.onLoad({ filter: /.*/, namespace: "limbeck-require" }, ({ path }) =>
        commonJs(`require(...${path})`),
      );
      build.onLoad({ filter: /.*/, namespace: "limbeck-dual" }, ({ path }) => ({
        contents: dualModule(path),
      }));
      build.onLoad({ filter: /.*/, namespace: "file" }, (args) => onFile(args, seen));
    },
  };
}

async function onBare(
  build: PluginBuild,
  args: OnResolveArgs,
  context: ResolutionContext,
  seen: Seen,
): Promise<OnResolveResult | undefined> {
  if (args.pluginData === asked || args.namespace === "limbeck-dual") return undefined;
  const found = await resolution(build, args, context);
  if (found.kind === "standIn") seen.standIns.add(found.name);
  // A module that the caller answers for is never looked up.
  if (!(args.path in context.standIns)) {
    for (const each of packageCandidates(args.resolveDir, packageName(args.path))) seen.candidates.add(each);
  }
  return resolved(args.kind, found);
}

function resolved(kind: OnResolveArgs["kind"], found: Resolution): OnResolveResult | undefined {
  switch (found.kind) {
    case "standIn":
      return { path: found.name, namespace: "limbeck-stand-in" };
    case "bundle":
      return undefined;
    case "require": {
      const path = JSON.stringify([found.from, found.specifier]);
      if (kind === "require-resolve") return { path: `limbeck:${path}`, external: true };
      return { path, namespace: found.dual && kind !== "require-call" ? "limbeck-dual" : "limbeck-require" };
    }
  }
}

/** Native code cannot be bundled; wherever it lies, it is required by its absolute path. */
async function native(build: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult | undefined> {
  if (args.pluginData === asked || bareSpecifier.test(args.path)) return undefined;
  const { kind, resolveDir } = args;
  const { errors, path } = await build.resolve(args.path, { kind, resolveDir, pluginData: asked });
  return errors.length > 0
    ? undefined
    : resolved(kind, { kind: "require", from: resolveDir, specifier: path, dual: false });
}

/** The modules that stay outside of a bundle, as they were imported; `inputs` are what esbuild calls the parts of the bundle. */
export function outsideModules(inputs: readonly string[]): readonly string[] {
  return inputs.flatMap((input) => {
    const [, kind, path = ""] = /^limbeck-(require|dual|stand-in):(.*)$/s.exec(input) ?? [];
    if (kind === undefined) return [];
    return kind === "stand-in" ? [path] : [String((JSON.parse(path) as readonly unknown[])[1])];
  });
}

function commonJs(call: string): OnLoadResult {
  return { contents: `module.exports = __limbeck.${call};` };
}

/**
 * A package with a twin for `import` and one for `require`: we load the second, and an importer that Node reads as an ES
 * module must still find the default export of the first, not the whole of the second.
 */
function dualModule(path: string): string {
  return `export * from ${JSON.stringify(path)}; export default __limbeck.defaultOf(__limbeck.require(...${path}));`;
}

async function onFile({ path }: OnLoadArgs, seen: Seen): Promise<OnLoadResult> {
  const mark = markOf(path);
  const content = await readFile(path);
  seen.files.set(path, fileWitness(path, mark, contentHash(content)));
  const text = content.toString();
  const prefix = importMetaPrefix(path, text);
  if (prefix === "") return { contents: content, loader: "default" };
  seen.shifts.set(path, prefix.length);
  return { contents: prefix + (text.startsWith("#!") ? `//${text}` : text), loader: "default" };
}
