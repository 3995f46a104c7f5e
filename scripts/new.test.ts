import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { operationFamilies } from "./lib/families.ts";
import { writeFamily } from "./lib/newOperation.ts";
import { operationPages } from "./lib/operationPages.ts";
import { typeErrors } from "./lib/typeErrors.ts";
import { root } from "./workspace.ts";

/** The tables that have a row for each operation. */
const TABLES = ["packages/differ/src/order/rank.ts", "packages/emitter/src/testing/samples.ts"];

let copy: string;
let written: readonly string[];
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "limbeck-new-"));
  copyRepository(copy);
  written = writeFamily(copy, "eventSystem");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("a new operation family", () => {
  it("type-checks, apart from the tables that lack its rows", () => {
    const files = typeErrors(copy).map(({ file }) => file);
    expect([...new Set(files)].sort()).toEqual(TABLES);
  });

  it("is in the table of operations, with a page that tells of it", async () => {
    const families = await operationFamilies(join(copy, "packages/operations/src"));
    expect(families.get("eventSystem")).toEqual(["createEventSystem", "dropEventSystem"]);
    const page = operationPages(join(copy, "docs/operations")).get("eventSystem");
    expect(page?.map(({ directive }) => directive)).toEqual(families.get("eventSystem"));
  });

  it("is laid out as prettier does", async () => {
    const { check, resolveConfig } = await import("prettier");
    const { readFile } = await import("node:fs/promises");
    const options = await resolveConfig(join(root, "scripts/new.ts"));
    for (const path of written) {
      const text = await readFile(join(copy, path), "utf8");
      expect([path, await check(text, { ...options, filepath: path })]).toEqual([path, true]);
    }
  });

  it("is refused where there is one of that name, or the name is none", () => {
    expect(() => writeFamily(copy, "table")).toThrow("there is a family table");
    expect(() => writeFamily(copy, "../x")).toThrow("a family is named like");
  });
});

/** What the compiler needs of the repository. */
function copyRepository(to: string): void {
  const folders = ["docs/operations", ...packageFolders()];
  for (const folder of folders) cpSync(join(root, folder), join(to, folder), { recursive: true });
  cpSync(join(root, "tsconfig.base.json"), join(to, "tsconfig.base.json"));
  const config = { extends: "./tsconfig.base.json", include: ["packages/operations/src", ...TABLES] };
  writeFileSync(join(to, "tsconfig.json"), JSON.stringify(config));
  linkModules(to);
}

function packageFolders(): readonly string[] {
  return readdirSync(join(root, "packages")).flatMap((name) => [
    `packages/${name}/src`,
    `packages/${name}/package.json`,
  ]);
}

/** What is installed, except that the workspaces are those of the copy. */
function linkModules(to: string): void {
  const link = (from: string, name: string): void =>
    symlinkSync(from, join(to, "node_modules", name), "junction");
  mkdirSync(join(to, "node_modules/@limbeck"), { recursive: true });
  for (const name of readdirSync(join(root, "packages"))) {
    if (name === "limbeck") link(join(to, "packages/limbeck"), "limbeck");
    else link(join(to, "packages", name), `@limbeck/${name}`);
  }
  const own = new Set(["@limbeck", "limbeck"]);
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => !own.has(each))) {
    link(join(root, "node_modules", name), name);
  }
}
