import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build as run, type BuildOptions, type Plugin } from "esbuild";

import { root } from "../workspace.ts";
import { withoutBarrels } from "./barrels.ts";
import { writeCommonJs } from "./commonJs.ts";
import { bundledPackages, entries } from "./manifest.ts";

const source = (entry: string): string => join(root, "packages/limbeck/src", `${entry}.ts`);

/**
 * The JavaScript of the package, as ES modules and as CommonJS. Shared code stands in chunks, and `import()` stays lazy. The command line is
 * CommonJS only: what Node does to load an ES module would take a third of the time of a small command.
 */
export async function bundle(folder: string, dependencies: readonly string[]): Promise<void> {
  const settings = {
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.12",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    chunkNames: "chunks/[name]-[hash]",
    // Without our own `verbatimModuleSyntax`, by which an import of nothing but types would load the file that they stand in.
    tsconfigRaw: {},
    plugins: [withoutBarrels, onlyNamed(dependencies), onlyVersion],
  } satisfies BuildOptions;
  await run({ ...settings, entryPoints: entries.map(source), outdir: join(folder, "esm") });
  const all = [...entries, "cli"];
  const outdir = join(folder, "cjs");
  const { outputFiles } = await run({ ...settings, entryPoints: all.map(source), outdir, write: false });
  await writeCommonJs(outputFiles, outdir, all);
}

/** Workspaces go into the bundle; a package of npm stays outside, and only one that the published package.json names. */
function onlyNamed(dependencies: readonly string[]): Plugin {
  return {
    name: "only-named",
    setup: (build) => {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point" || path.startsWith("@limbeck/") || bundledPackages.includes(path))
          return undefined;
        if (isBuiltin(path) || dependencies.includes(npmName(path))) return { path, external: true };
        return { errors: [{ text: `${importer} imports ${path}, which no bundled package depends on` }] };
      });
    },
  };
}

function npmName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Of its own package.json, the code needs the version. */
const onlyVersion: Plugin = {
  name: "only-version",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]packages[\\/]limbeck[\\/]package\.json$/ }, async ({ path }) => {
      const { default: manifest } = (await import(path, { with: { type: "json" } })) as {
        default: { version: string };
      };
      return { contents: JSON.stringify({ version: manifest.version }), loader: "json" };
    });
  },
};
