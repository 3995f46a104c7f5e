import { dirname, join, resolve } from "node:path";
import { type OutputFile } from "esbuild";
import { rollup, type Plugin } from "rollup";

/**
 * Writes what esbuild made as ES modules in chunks as CommonJS in the same chunks, which esbuild does not cut. `folder` is where it would
 * have written them.
 */
export async function writeCommonJs(
  files: readonly OutputFile[],
  folder: string,
  entries: readonly string[],
): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.js`)])),
    plugins: [inMemory(files), ownUrl],
    // esbuild has left out what nobody uses.
    treeshake: false,
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  await bundle.write({
    dir: folder,
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "chunks/[name].cjs",
    generatedCode: "es2015",
    esModule: true,
    // As Node has it: what a package of CommonJS exports is its default.
    interop: "default",
    freeze: false,
    externalLiveBindings: false,
    minifyInternalExports: false,
  });
  await bundle.close();
}

/** The files, and nothing else: what they import beside each other stays an import. */
function inMemory(files: readonly OutputFile[]): Plugin {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    name: "in-memory",
    resolveId: (id, importer) => {
      const path = importer === undefined ? id : resolve(dirname(importer), id);
      return texts.has(path) ? path : { id, external: true };
    },
    load: (id) => texts.get(id) ?? null,
  };
}

/** A file of CommonJS knows its path. */
const ownUrl: Plugin = {
  name: "own-url",
  resolveImportMeta: (property) =>
    property === "url" ? 'require("node:url").pathToFileURL(__filename).href' : null,
};
