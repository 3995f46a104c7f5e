import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { isLimbeckError } from "@limbeck/model";
import { requireDrizzle } from "./require.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "limbeck-metadata-"));
  mkdirSync(join(project, "node_modules"));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

const from = (): string => join(project, "package.json");

function link(installed: string): void {
  const folder = dirname(createRequire(import.meta.url).resolve(installed));
  symlinkSync(folder, join(project, "node_modules/drizzle-orm"), "junction");
}

/** A package called drizzle-orm with nothing in it but what is given. */
function fake(files: Readonly<Record<string, string>>): void {
  const folder = join(project, "node_modules/drizzle-orm");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "drizzle-orm", main: "index.js" }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  cpSync(join(folder, "index.js"), join(folder, "copy.js"));
}

function codeOf(run: () => unknown): readonly [string, number] {
  try {
    run();
  } catch (error) {
    if (isLimbeckError(error)) return [error.code, error.exit];
    throw error;
  }
  throw new Error("it did not fail");
}

describe("requireDrizzle", () => {
  it.each([
    ["drizzle-orm", "0.45.4", "function"],
    ["drizzle-orm-v1", "1.0.0-rc.5", "undefined"],
  ])("takes the copy that the project has: %s", (installed, version, casing) => {
    link(installed);
    const drizzle = requireDrizzle(from());
    expect(drizzle.version).toBe(version);
    expect(typeof drizzle.casing?.toSnakeCase).toBe(casing);
    expect(drizzle.is({}, drizzle.pg.PgTable)).toBe(false);
  });

  it("fails with drizzle-missing where there is none", () => {
    expect(codeOf(() => requireDrizzle(from()))).toEqual(["drizzle-missing", 2]);
  });

  it("fails with drizzle-too-old before 0.45", () => {
    fake({ "index.js": "module.exports = {}", "version.js": "exports.npmVersion = '0.44.7'" });
    expect(codeOf(() => requireDrizzle(from()))).toEqual(["drizzle-too-old", 2]);
  });

  it("fails with drizzle-unknown where Drizzle is not as it was", () => {
    fake({
      "index.js": "module.exports = { is() {}, SQL: class {} }",
      "version.js": "exports.npmVersion = '2.0.0'",
      "pg-core.js": "module.exports = { PgTable: class {} }",
    });
    expect(codeOf(() => requireDrizzle(from()))).toEqual(["drizzle-unknown", 2]);
  });
});
