import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

import { type ConfigFile, findConfig, readRevisionFiles, writeFileAtomic } from "@limbeck/loader";

import { templateNeedsConfig } from "../configErrors.ts";
import { speaksTypeScript } from "../project/language.ts";
import { INIT_TEMPLATES, type InitParts, type InitTemplate, type InitTemplateName } from "./initTemplate.ts";

export interface InitInput {
  readonly cwd: string;
  /** The folder of the revisions, relative to `cwd`; absent: `revisions`. */
  readonly folder?: string;
  /** Where the models are. */
  readonly schema?: string | readonly string[];
  /** Absent: `generic`. */
  readonly template?: InitTemplateName;
}

export interface InitResult {
  /** Absent where a configuration is there already, ours or Drizzle's. */
  readonly config?: string;
  /** The configuration that is built on. */
  readonly foundConfig?: string;
  readonly folder: string;
  /** How many revision files that holds already. */
  readonly revisions: number;
  /** What else was written. */
  readonly files: readonly string[];
}

/**
 * Makes the revisions folder and, where no configuration is there, one, from a template. Overwrites nothing. Errors:
 * `template-needs-config` (3) where a template is asked for and a configuration of ours is there.
 */
export async function init({ cwd, folder = "revisions", schema, template }: InitInput): Promise<InitResult> {
  const path = resolve(cwd, folder);
  const found = findConfig(cwd);
  if (found?.kind === "limbeck" && template !== undefined) throw templateNeedsConfig(template, found.file);
  await mkdir(path, { recursive: true });
  const revisions = readRevisionFiles([path]).length;
  // A folder of another name has to be written down; everything else a Drizzle configuration says already.
  const plain = folder === "revisions" && schema === undefined && template === undefined;
  if (found !== undefined && (found.kind === "limbeck" || plain))
    return { foundConfig: found.file, folder: path, revisions, files: [] };
  const parts = {
    ...{ folder: relative(cwd, path).replaceAll("\\", "/"), drizzle: found !== undefined },
    schema: modelsOf(cwd, found, schema),
  };
  const written = await writeTemplate(configName(cwd, schema, found?.file), templateOf(template), parts);
  return { ...written, ...(found === undefined ? {} : { foundConfig: found.file }), folder: path, revisions };
}

/** Those that are named; else, where no configuration says it, of the places where most have them the first where they are. */
function modelsOf(
  cwd: string,
  found: ConfigFile | undefined,
  schema: InitInput["schema"],
): InitInput["schema"] {
  return schema ?? (found === undefined ? USUAL.find((path) => existsSync(join(cwd, path))) : undefined);
}

const USUAL = ["ts", "js", "mjs", "cjs"].flatMap((end) => [`./src/schema.${end}`, `./src/db/schema.${end}`]);

const templateOf = (name: InitTemplateName = "generic"): InitTemplate => INIT_TEMPLATES[name];

function configName(cwd: string, schema: InitInput["schema"] = [], drizzle = ""): string {
  const typescript = speaksTypeScript(cwd, [drizzle, ...[schema].flat()]);
  return join(cwd, typescript ? "limbeck.config.ts" : "limbeck.config.mjs");
}

async function writeTemplate(
  config: string,
  template: InitTemplate,
  parts: InitParts,
): Promise<Pick<InitResult, "config" | "files">> {
  await writeFileAtomic(config, configText(template.config(parts), parts));
  return { config, files: await writeFiles(dirname(config), template) };
}

async function writeFiles(cwd: string, { files = {} }: InitTemplate): Promise<readonly string[]> {
  const absent = Object.entries(files).filter(([name]) => !existsSync(join(cwd, name)));
  for (const [name, text] of absent) await writeFileAtomic(join(cwd, name), text);
  return absent.map(([name]) => join(cwd, name));
}

function configText(members: readonly string[], { drizzle }: InitParts): string {
  return [
    'import { defineConfig } from "limbeck";',
    "",
    ...(drizzle ? ["// What is not said here is taken from drizzle.config.*."] : []),
    "export default defineConfig({",
    ...members.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}
