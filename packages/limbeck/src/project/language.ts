import { existsSync } from "node:fs";
import { join } from "node:path";

import { type Language } from "@limbeck/emitter";
import { isEsModule } from "@limbeck/loader";

import { type Project } from "./project.ts";

/**
 * TypeScript where the project speaks it: it has a `tsconfig.json`, or its models, its configuration or one of its `revisions`, which are
 * files, are in TypeScript. Else the JavaScript that Node takes a `.js` file of the project for.
 */
export function languageOf(
  { root, configFile, config: { schema = [] } }: Project,
  revisions: readonly string[],
): Language {
  if (speaksTypeScript(root, [configFile ?? "", ...[schema].flat(), ...revisions])) return "ts";
  return isEsModule(join(root, "revision.js")) ? "js" : "cjs";
}

/** `files` are those of the models, the configuration and the revisions, or patterns of them. */
export function speaksTypeScript(root: string, files: readonly string[]): boolean {
  return existsSync(join(root, "tsconfig.json")) || files.some((file) => /\.[cm]?ts$/.test(file));
}
