import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { findConfig, writeFileAtomic } from "@limbeck/loader";

export interface InitInput {
  readonly cwd: string;
  /** The folder of the revisions, relative to `cwd`; absent: `revisions`. */
  readonly folder?: string;
  /** Where the models are. */
  readonly schema?: string | readonly string[];
}

export interface InitResult {
  /** Absent where a configuration is there already, ours or Drizzle's. */
  readonly config?: string;
  /** The configuration that is built on. */
  readonly foundConfig?: string;
  readonly folder: string;
}

/** Makes the revisions folder and, where no configuration is there, one. Overwrites nothing. */
export async function init({ cwd, folder = "revisions", schema }: InitInput): Promise<InitResult> {
  const path = resolve(cwd, folder);
  const found = findConfig(cwd);
  await mkdir(path, { recursive: true });
  // A folder of another name has to be written down; everything else a Drizzle configuration says already.
  if (
    found?.kind === "limbeck" ||
    (found?.kind === "drizzle" && folder === "revisions" && schema === undefined)
  ) {
    return { foundConfig: found.file, folder: path };
  }
  const typescript = existsSync(join(cwd, "tsconfig.json"));
  const config = join(cwd, typescript ? "limbeck.config.ts" : "limbeck.config.mjs");
  await writeFileAtomic(
    config,
    configText({ folder: relative(cwd, path), schema, drizzle: found !== undefined }),
  );
  return { config, ...(found === undefined ? {} : { foundConfig: found.file }), folder: path };
}

interface Parts {
  readonly folder: string;
  readonly schema: string | readonly string[] | undefined;
  readonly drizzle: boolean;
}

function configText({ folder, schema, drizzle }: Parts): string {
  const path = folder.replaceAll("\\", "/");
  const models = drizzle && schema === undefined ? [] : [`  schema: ${JSON.stringify(schemaOf(schema))},`];
  return [
    'import { defineConfig } from "limbeck";',
    "",
    ...(drizzle ? ["// What is not said here is taken from drizzle.config.*."] : []),
    "export default defineConfig({",
    ...models,
    `  revisions: ${JSON.stringify(`./${path}`)},`,
    ...(drizzle
      ? []
      : [
          "  // Without a database, the revisions themselves are compared with the models.",
          "  // url: process.env.DATABASE_URL,",
        ]),
    "});",
    "",
  ].join("\n");
}

function schemaOf(schema: Parts["schema"]): string | readonly string[] {
  const [only = "./src/schema.ts", ...others] = [schema ?? []].flat();
  return others.length === 0 ? only : [only, ...others];
}
