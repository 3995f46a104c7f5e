import { describe, expect, it } from "@jest/globals";
import { mkdir, symlink } from "node:fs/promises";
import { loadModels } from "./models.ts";
import { exported, load, project } from "./testing/models.ts";

describe("packages that models import", () => {
  it("are required from the file that imports them, so that each finds its own copy", async () => {
    const models = await load({
      "node_modules/id/package.json": `{"name":"id","version":"1.0.0"}`,
      "node_modules/id/index.js": `module.exports = { version: 1 };`,
      "packages/core/node_modules/id/package.json": `{"name":"id","version":"2.0.0"}`,
      "packages/core/node_modules/id/index.js": `module.exports = { version: 2 };`,
      "packages/core/core.ts": `import { version } from "id"; export const core = version;`,
      "schema.ts": `import { version } from "id"; import { core } from "./packages/core/core"; export const versions = [version, core];`,
    });
    expect(exported(models)["versions"]).toEqual([1, 2]);
  });

  it("are bundled where they are TypeScript of the workspace behind a link, as pnpm and npm lay it", async () => {
    const made = await project({
      "packages/core/package.json": `{"name":"@acme/core","exports":{".":"./src/index.ts","./ids":"./src/ids.ts"}}`,
      "packages/core/src/index.ts": `import { pgTable } from "drizzle-orm/pg-core"; export enum Kind { A = "a" } export const core = pgTable("core", {});`,
      "packages/core/src/ids.ts": `export const where = import.meta.filename;`,
      "apps/api/package.json": `{"name":"api","type":"module"}`,
      "apps/api/schema.ts": `export * from "@acme/core"; export { where } from "@acme/core/ids";`,
    });
    await mkdir(made.path("apps/api/node_modules/@acme"), { recursive: true });
    await symlink(made.path("packages/core"), made.path("apps/api/node_modules/@acme/core"), "junction");
    const models = await loadModels({ cwd: made.path("apps/api"), schema: "schema.ts" });
    expect(exported(models)).toMatchObject({
      Kind: { A: "a" },
      where: made.path("packages/core/src/ids.ts"),
    });
  });

  it("are bundled where they are ES modules only, with what they import", async () => {
    const models = await load({
      "node_modules/nano/package.json": `{"name":"nano","type":"module","exports":{"import":"./index.js"}}`,
      "node_modules/nano/index.js": `import { alphabet } from "alpha"; export const nano = () => alphabet + import.meta.url.slice(-8);`,
      "node_modules/alpha/package.json": `{"name":"alpha","type":"module","main":"index.js"}`,
      "node_modules/alpha/index.js": `export const alphabet = "abc";`,
      "schema.ts": `import { nano } from "nano"; export const value = nano();`,
    });
    expect(exported(models)["value"]).toBe("abcindex.js");
  });

  it("with a twin for import and one for require give the default export that import would give", async () => {
    const twin = {
      "node_modules/twin/package.json": `{"name":"twin","exports":{"import":"./index.mjs","require":"./index.cjs"}}`,
      "node_modules/twin/index.mjs": `export default () => "esm"; export const named = "esm";`,
      "node_modules/twin/index.cjs": `exports.__esModule = true; exports.default = () => "cjs"; exports.named = "cjs";`,
      "node_modules/plain/index.js": `exports.__esModule = true; exports.default = "inner"; exports.named = "plain";`,
      "node_modules/plain/package.json": `{"name":"plain"}`,
    };
    const text = `import twin, { named } from "twin"; import plain, { named as other } from "plain"; export const value = [twin(), named, other, plain];`;
    const node = await load({ ...twin, "package.json": `{"type":"module"}`, "schema.ts": text });
    expect(exported(node)["value"]).toEqual([
      "cjs",
      "cjs",
      "plain",
      expect.objectContaining({ default: "inner" }),
    ]);
    const compiled = await load({ ...twin, "schema.ts": text });
    expect(exported(compiled)["value"]).toEqual(["cjs", "cjs", "plain", "inner"]);
  });

  it("are found from the project where the file is a link to elsewhere", async () => {
    const elsewhere = await project({
      "shared.ts": `import { id } from "only-here"; export const value = id;`,
    });
    const made = await project({
      "node_modules/only-here/package.json": `{"name":"only-here"}`,
      "node_modules/only-here/index.js": `exports.id = 5;`,
    });
    await symlink(elsewhere.path("shared.ts"), made.path("schema.ts"));
    expect(exported(await loadModels({ cwd: made.folder, schema: "schema.ts" }))).toEqual({ value: 5 });
  });

  it("are never bundled if it is drizzle-orm, even where it is linked from a checkout", async () => {
    const made = await project({
      "checkout/package.json": `{"name":"drizzle-orm","exports":{"import":"./index.mjs","require":"./index.cjs"}}`,
      "checkout/index.mjs": `export const kind = "bundled";`,
      "checkout/index.cjs": `exports.kind = "required";`,
      "app/schema.ts": `export { kind } from "drizzle-orm";`,
    });
    await mkdir(made.path("app/node_modules"));
    await symlink(made.path("checkout"), made.path("app/node_modules/drizzle-orm"), "junction");
    expect(exported(await loadModels({ cwd: made.path("app"), schema: "schema.ts" }))).toEqual({
      kind: "required",
    });
  });

  it("are read by Node's conditions, and run although they call themselves free of side effects", async () => {
    const counting = globalThis as { registered?: string };
    const models = await load({
      "node_modules/pure/package.json": `{"name":"pure","type":"module","sideEffects":false,"exports":{"module":"./bundler.js","import":"./node.js"}}`,
      "node_modules/pure/node.js": `import "./register.js"; export const pure = "node";`,
      "node_modules/pure/bundler.js": `export const pure = "bundler";`,
      "node_modules/pure/register.js": `globalThis.registered = "yes";`,
      "schema.ts": `export { pure } from "pure";`,
    });
    expect([exported(models)["pure"], counting.registered]).toEqual(["node", "yes"]);
    delete counting.registered;
  });

  it("may be named by an expression, and are then looked up from the project", async () => {
    const models = await load({
      "node_modules/late/package.json": `{"name":"late"}`,
      "node_modules/late/index.js": `exports.late = 1;`,
      "schema.ts": `const name = ["la", "te"].join(""); export const values = [(await import(name)).late, require(name).late];`,
    });
    expect(exported(models)["values"]).toEqual([1, 1]);
  });

  it("can be stood in for, lazily", async () => {
    const models = await load(
      {
        "schema.ts": `import { sql } from "limbeck"; import * as pg from "limbeck/pg"; export const value = [sql(), pg.kind];`,
      },
      {
        standIns: {
          limbeck: { sql: () => "sql" },
          "limbeck/pg": async () => await Promise.resolve({ kind: "pg" }),
          "limbeck/testing": () => {
            throw new Error("nobody imports it");
          },
        },
      },
    );
    expect(exported(models)["value"]).toEqual(["sql", "pg"]);
  });
});
