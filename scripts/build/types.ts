import { join } from "node:path";
import { rollup, type Plugin } from "rollup";
import dts from "rollup-plugin-dts";

import { root, workspaces } from "../workspace.ts";
import { entries } from "./manifest.ts";

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
      dts({ tsconfig: join(root, "packages/limbeck/tsconfig.json"), compilerOptions: { noEmit: false } }),
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
  const sources = new Map(
    workspaces().flatMap(({ manifest, path }) =>
      Object.entries(manifest.exports ?? {}).map(([entry, file]) => [
        manifest.name + entry.slice(1),
        join(path, file),
      ]),
    ),
  );
  return { name: "workspace-sources", resolveId: (id) => sources.get(id) ?? null };
}
