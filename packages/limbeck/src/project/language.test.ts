import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, expect, it } from "@jest/globals";

import { languageOf } from "./language.ts";
import { type Project } from "./project.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "limbeck-language-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const MODULE = '{ "type": "module" }';

it.each<readonly [what: string, files: Readonly<Record<string, string>>, language: string]>([
  ["no package.json", {}, "cjs"],
  ["one that says nothing", { "app/package.json": "{}" }, "cjs"],
  ["one of modules", { "app/package.json": MODULE }, "js"],
  ["one of modules above it", { "package.json": MODULE }, "js"],
  ["one of its own below one of modules", { "package.json": MODULE, "app/package.json": "{}" }, "cjs"],
  ["a tsconfig.json", { "package.json": MODULE, "app/tsconfig.json": "{}" }, "ts"],
])("a project with %s gets the revisions that Node reads there", (_, files, language) => {
  for (const [name, text] of Object.entries({ "app/models.js": "", ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  // Of a project, no more than its folder and its configuration is asked for.
  const project = { root: join(folder, "app"), config: { schema: "models.js" } } as unknown as Project;
  expect(languageOf(project, [])).toBe(language);
});
