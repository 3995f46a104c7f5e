import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { publicTypes } from "../packages/limbeck/pack/publicTypes.ts";
import { entries } from "./build/manifest.ts";
import { types } from "./build/types.ts";
import { root } from "./workspace.ts";

/* `npm run public-types` writes down the types that the package gives to programs, so that a change of one is seen where it is reviewed. */

// drizzle-orm has to be found from there.
const folder = realpathSync(mkdtempSync(join(root, "node_modules/.limbeck-types-")));
try {
  await types(folder);
  writeFileSync(
    join(root, "packages/limbeck/pack/publicTypes.txt"),
    publicTypes(join(folder, "esm"), entries),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
