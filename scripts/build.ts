import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

import { bundle } from "./build/bundle.ts";
import { bundledPackages, publishedDependencies, publishedManifest } from "./build/manifest.ts";
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

mkdirSync(join(folder, "licences"));
for (const name of bundledPackages) {
  // Not every package lets its licence be resolved, so it is looked for beside its entry.
  const entry = createRequire(join(root, "packages/emitter/package.json")).resolve(name);
  copyFileSync(join(dirname(entry), "LICENSE"), join(folder, "licences", `${name}.txt`));
}
