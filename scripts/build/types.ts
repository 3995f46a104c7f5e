import { join } from "node:path";
import { rollup, type Plugin } from "rollup";
import dts from "rollup-plugin-dts";

import { root, workspaces } from "../workspace.ts";
import { entries } from "./manifest.ts";

/** The file that each import of a workspace leads to. */
const sources = new Map(
  workspaces().flatMap(({ manifest, path }) =>
    Object.entries(manifest.exports ?? {}).map(([entry, file]) => [
      manifest.name + entry.slice(1),
      join(path, file),
    ]),
  ),
);

/** The same for the compiler, which else would take a workspace for a package of npm, and compile each as a program of its own. */
const paths = Object.fromEntries([...sources].map(([name, file]) => [name, [file]]));

/** The declarations of the package, for `import` and for `require`: the same text under two extensions. */
export async function types(folder: string): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(
      entries.map((entry) => [entry, join(root, `packages/limbeck/src/${entry}.ts`)]),
    ),
    // What users have anyway. Types of any other package would have to be installed with ours.
    external: /^(node:|drizzle-orm($|\/))/,
    plugins: [
      workspaceSources(),
      dts({
        tsconfig: join(root, "packages/limbeck/tsconfig.json"),
        compilerOptions: { noEmit: false, paths },
      }),
    ],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  for (const [output, extension] of [
    ["esm", "ts"],
    ["cjs", "cts"],
  ] as const) {
    await bundle.write({
      dir: join(folder, output),
      format: "es",
      entryFileNames: `[name].d.${extension}`,
      chunkFileNames: `[name]-[hash].d.${extension}`,
    });
  }
  await bundle.close();
}

/** A workspace is its source. */
function workspaceSources(): Plugin {
  return { name: "workspace-sources", resolveId: (id) => sources.get(id) ?? null };
}
