import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import { connect, onDialect } from "../index.ts";
import { freshFolder } from "../testing/file.ts";
import { betterSqlite3, driverFor, nodeSqlite } from "./drivers.ts";

const folder = freshFolder();
afterAll(() => folder.drop());

/** A project with the given packages, each a version and the text of its main module. */
function project(
  name: string,
  packages: Readonly<Record<string, readonly [version: string, main: string]>>,
): string {
  for (const [dependency, [version, main]] of Object.entries(packages)) {
    const at = join(folder.path, name, "node_modules", dependency);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "package.json"), JSON.stringify({ name: dependency, version, main: "index.js" }));
    writeFileSync(join(at, "index.js"), main);
  }
  return join(folder.path, name, "package.json");
}

const crash = "throw new Error('opened')";
const better = "module.exports = class { inTransaction = false }";

describe("the driver", () => {
  it("is what the project has", () => {
    const open = driverFor(project("better", { "better-sqlite3": ["12.4.1", better] }));
    expect(open(":memory:").driver).toBe("better-sqlite3");
    expect(driverFor(import.meta.url)(":memory:").driver).toBe("libsql");
  });

  it("is not better-sqlite3 13 on Node 20, which is refused before it is loaded", async () => {
    const at = project("thirteen", { "better-sqlite3": ["13.2.0", crash] });
    const load = (node: string) => () => betterSqlite3({ require: createRequire(at), node });
    expect(await failure(load("20.19.0"))).toMatchObject({
      code: "driver-unfit",
      exit: 2,
      message:
        "better-sqlite3 13.2.0 cannot be used: it needs Node 22 or newer, and would end the process on Node 20.19.0.",
      hint: "npm install better-sqlite3@12",
    });
    expect((await failure(load("22.1.0"))).facts["reason"]).toBe("opened");
  });

  it("says when better-sqlite3 is there but was not built", async () => {
    if (nodeHasSqlite()) return;
    const at = project("unbuilt", { "better-sqlite3": ["12.4.1", "throw new Error('no bindings\\nstack')"] });
    expect(await failure(() => driverFor(at))).toMatchObject({
      code: "driver-unfit",
      facts: { driver: "better-sqlite3", version: "12.4.1", reason: "no bindings" },
    });
  });

  it("is that of the project too for the database in memory that goes with a file", async () => {
    const beneath = JSON.stringify(createRequire(import.meta.url).resolve("libsql"));
    const at = project("beside", { "better-sqlite3": ["12.4.1", `module.exports = require(${beneath})`] });
    const path = join(folder.path, "beside.db");
    const connection = await connect({ engine: "sqlite", path }, { requireFrom: at });
    await connection.execute("CREATE TABLE t (n)");
    const memory = await onDialect(connection, {
      postgres: () => undefined,
      sqlite: (own) => own.inMemory(),
    });
    expect([connection.driver, memory?.driver]).toEqual(["better-sqlite3", "better-sqlite3"]);
    expect(await memory?.query("SELECT name FROM sqlite_schema")).toEqual([]);
    await Promise.all([connection.close(), memory?.close()]);
  });

  it("of Node is there without a word of warning", () => {
    if (!nodeHasSqlite()) return;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const drivers = JSON.stringify(new URL("./drivers.ts", import.meta.url).href);
    const script = `const { nodeSqlite } = await import(${drivers});
      const { createRequire } = await import("node:module");
      const open = nodeSqlite({ require: createRequire(${drivers}), node: process.versions.node });
      console.log(open(":memory:").driver); process.emitWarning("another");`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", loader, "--input-type=module", "-e", script],
      {
        encoding: "utf8",
      },
    );
    expect(stdout).toBe("node:sqlite\n");
    expect(stderr).toContain("another");
    expect(stderr).not.toContain("SQLite");
  });

  it("is asked for where there is none", async () => {
    if (nodeHasSqlite()) return;
    expect(await failure(() => driverFor(project("none", {})))).toMatchObject({
      code: "driver-missing",
      hint: "npm install @libsql/client",
    });
  });
});

/** Then there is always a driver. */
function nodeHasSqlite(): boolean {
  return nodeSqlite({ require: createRequire(import.meta.url), node: process.versions.node }) !== undefined;
}
