import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { bundle } from "./build/bundle.ts";
import { publishedDependencies, publishedManifest } from "./build/manifest.ts";
import { types } from "./build/types.ts";
import { root, workspaces } from "./workspace.ts";

/*
 * Builds the package that is published: `npm run build`, or `node scripts/run.js build FOLDER`. The folder, packages/limbeck/dist
 * unless another is named, is then what `npm pack` and `npm publish` take.
 */

const folder = resolve(process.argv[2] ?? join(root, "packages/limbeck/dist"));
const packages = workspaces();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await bundle(folder, publishedDependencies(packages));
await types(folder);
writeFileSync(join(folder, "package.json"), `${JSON.stringify(publishedManifest(packages), undefined, 2)}\n`);
for (const file of ["README.md", "CHANGELOG.md", "LICENSE"]) {
  if (existsSync(join(root, file))) copyFileSync(join(root, file), join(folder, file));
}
