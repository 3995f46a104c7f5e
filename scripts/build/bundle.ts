import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build as run, type BuildOptions, type Plugin } from "esbuild";

import { root } from "../workspace.ts";
import { withoutBarrels } from "./barrels.ts";
import { bundledPackages, entries } from "./manifest.ts";

const source = (entry: string): string => join(root, "packages/limbeck/src", `${entry}.ts`);

/**
 * The JavaScript of the package. As ES modules, shared code stands in chunks and `import()` stays lazy; the command line is
 * only that. As CommonJS, each entry is one file.
 */
export async function bundle(folder: string, dependencies: readonly string[]): Promise<void> {
  const settings = {
    bundle: true,
    platform: "node",
    target: "node20.12",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    // Without our own `verbatimModuleSyntax`, by which an import of nothing but types would load the file that they stand in.
    tsconfigRaw: {},
    plugins: [withoutBarrels, onlyNamed(dependencies), onlyVersion],
  } satisfies BuildOptions;
  await run({
    ...settings,
    entryPoints: [...entries, "cli"].map(source),
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    outdir: join(folder, "esm"),
  });
  await run({
    ...settings,
    entryPoints: entries.map(source),
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    outdir: join(folder, "cjs"),
    define: { "import.meta.url": "__importMetaUrl" },
    banner: { js: 'const __importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
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
