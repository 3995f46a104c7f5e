import { extname } from "node:path";
import { isBuiltin } from "node:module";
import type { OnResolveArgs, PluginBuild } from "esbuild";
import { isEsModule, requirable } from "./nodeResolution.ts";
import { packageName } from "./specifier.ts";
import { type StandIns, whenAbsent } from "./standIns.ts";
import { inNodeModules } from "./surroundings.ts";

/** What becomes of an import that is not a path. */
export type Resolution =
  /** Answered by the caller. */
  | { readonly kind: "standIn"; readonly name: string }
  /** Becomes part of the bundle, or is an error that esbuild reports with its position. */
  | { readonly kind: "bundle" }
  /** Required while the bundle runs, as from a file in the folder `from`. `dual`: an `import` of it would have loaded an ES module. */
  | { readonly kind: "require"; readonly from: string; readonly specifier: string; readonly dual: boolean };

export interface ResolutionContext {
  readonly cwd: string;
  readonly standIns: StandIns;
}

/** Marks our own question to esbuild's resolver, which would otherwise come back to us. */
export const asked = Symbol("asked");

// The user's copy is the one whose tables are read, even where it is linked from outside node_modules.
const neverBundled = "drizzle-orm";
const typescript = new Set([".ts", ".tsx", ".mts", ".cts"]);

/**
 * Decides on one bare import. Bundled is what Node cannot `require`: TypeScript wherever it lies, ES modules without a CommonJS
 * twin (Node 20 refuses them), and source outside node_modules, which is the user's own (workspace packages).
 */
export async function resolution(
  build: PluginBuild,
  args: OnResolveArgs,
  context: ResolutionContext,
): Promise<Resolution> {
  const specifier = args.path;
  if (specifier in context.standIns) return { kind: "standIn", name: specifier };
  if (isBuiltin(specifier)) return { kind: "require", from: args.resolveDir, specifier, dual: false };
  // A file that is linked from elsewhere has no node_modules above its real place: look from the project too.
  for (const from of new Set([args.resolveDir, context.cwd])) {
    const found = await build.resolve(specifier, {
      importer: args.importer,
      kind: args.kind,
      resolveDir: from,
      pluginData: asked,
    });
    if (found.errors.length === 0 && !found.external)
      return place(specifier, from, found.path, from === args.resolveDir);
  }
  return specifier in whenAbsent ? { kind: "standIn", name: specifier } : { kind: "bundle" };
}

function place(specifier: string, from: string, path: string, own: boolean): Resolution {
  if (extname(path) === ".node") return { kind: "require", from, specifier: path, dual: false };
  if (packageName(specifier) === neverBundled)
    return { kind: "require", from, specifier, dual: isEsModule(path) };
  // esbuild finds a file from its own folder only; what it will not find there must be required.
  if (own && (typescript.has(extname(path)) || !inNodeModules(path))) return { kind: "bundle" };
  const target = requirable(specifier, from);
  if (own && (target === undefined || isEsModule(target))) return { kind: "bundle" };
  return { kind: "require", from, specifier, dual: isEsModule(path) };
}
