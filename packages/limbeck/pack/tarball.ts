import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { printed } from "./command.ts";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface Tarball {
  readonly path: string;
  /** The folder that was packed. */
  readonly built: string;
  /** What is in it, as paths in the package. */
  readonly files: readonly string[];
}

/** Builds the package into a folder and packs it there. */
export function packTarball(folder: string): Tarball {
  const built = join(folder, "built");
  mkdirSync(built, { recursive: true });
  printed(root, process.execPath, "scripts/run.js", "build", built);
  const [packed] = JSON.parse(printed(built, "npm", "pack", "--json", "--pack-destination", folder)) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  return { path: join(folder, packed.filename), built, files: packed.files.map(({ path }) => path) };
}
