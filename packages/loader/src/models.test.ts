import { describe, expect, it } from "@jest/globals";
import { readFile, writeFile } from "node:fs/promises";
import { loadModels } from "./models.ts";
import { exported, load, project, projects } from "./testing/models.ts";

describe("models as users write them", () => {
  it("load from several files that import each other and drizzle-orm", async () => {
    const models = await load(
      {
        "db/users.ts": `import { pgTable, integer } from "drizzle-orm/pg-core"; import { posts } from "./posts";
          export const users = pgTable("users", { id: integer().references(() => posts.id) });`,
        "db/posts.ts": `import { pgTable, integer } from "drizzle-orm/pg-core"; import { users } from "./users.js";
          export const posts = pgTable("posts", { id: integer().references(() => users.id) }); export { users };`,
      },
      { schema: "./db" },
    );
    expect(models.modules.map(({ file }) => file.slice(-8))).toEqual(["posts.ts", "users.ts"]);
    expect(exported(models, 0)["users"]).toBe(exported(models, 1)["users"]);
    expect(Object.keys(exported(models, 0))).toEqual(["posts", "users"]);
  });

  it("load with path aliases, wherever the tsconfig that says so stands", async () => {
    const models = await load({
      "tsconfig.base.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "~lib": ["./src/lib/index.ts"] } } }`,
      "tsconfig.json": `{ /* ours */ "extends": "./tsconfig.base.json", }`,
      "src/lib/index.ts": `export const lib = "lib";`,
      "src/db/id.ts": `export const id = 7;`,
      "schema.ts": `import { id } from "@/db/id"; import { lib } from "~lib"; export const value = [id, lib];`,
    });
    expect(exported(models)["value"]).toEqual([7, "lib"]);
  });

  it("load enums, decorators, JSON, text, .cts and .mts", async () => {
    const models = await load({
      "tsconfig.json": `{ "compilerOptions": { "experimentalDecorators": true } }`,
      "roles.json": `{ "roles": ["a", "b"] }`,
      "view.sql": `select 1`,
      "old.cts": `import json = require("./roles.json"); export = { json, here: __filename };`,
      "new.mts": `export default "new"; export const name = import.meta.filename;`,
      "schema.ts": `import old from "./old.cjs"; import fresh, { name } from "./new.mjs"; import { roles } from "./roles.json"; import text from "./view.sql";
        enum Level { Low = 1, High } const enum Color { Red = "red" }
        function tag(target: object) { Object.assign(target, { tagged: true }); }
        @tag class Tagged {}
        export { roles, text, old, fresh, name }; export const level = Level.High, color = Color.Red, tagged = "tagged" in Tagged;`,
    });
    const { old, name, ...rest } = exported(models);
    expect(rest).toEqual({
      roles: ["a", "b"],
      text: "select 1",
      fresh: "new",
      level: 2,
      color: "red",
      tagged: true,
    });
    expect(old).toMatchObject({ json: { roles: ["a", "b"] }, here: projects[0]?.path("old.cts") });
    expect(name).toBe(projects[0]?.path("new.mts"));
  });

  it("know where they lie", async () => {
    const models = await load({
      "config/where.json": `{"a":1}`,
      "schema.ts": `#!/usr/bin/env node
        import { readFileSync } from "node:fs"; import { createRequire } from "module";
        export const { url, dirname, filename } = import.meta;
        export const same = [__dirname === dirname, __filename === filename];
        export const read = JSON.parse(readFileSync(new URL("./config/where.json", import.meta.url), "utf8"));
        export const required = createRequire(import.meta.url)("./config/where.json");
        export const resolved = import.meta.resolve("drizzle-orm").startsWith("file:");
        export const found = require.resolve("drizzle-orm").length > 0;`,
    });
    expect(exported(models)).toMatchObject({
      same: [true, true],
      read: { a: 1 },
      required: { a: 1 },
      resolved: true,
      found: true,
    });
    expect(exported(models)["filename"]).toBe(projects[0]?.path("schema.ts"));
  });

  it("load although they, or what they import, await at their top level", async () => {
    const models = await load({
      "late.ts": `export const late = await Promise.resolve(1);`,
      "schema.ts": `import { late } from "./late"; export const value = late + (await import("./other")).other; `,
      "other.ts": `export const other = 41;`,
    });
    expect(exported(models)).toEqual({ value: 42 });
  });

  it("are made of the caller's own Array and Date, also where a test runner has several of them", async () => {
    const models = await load({ "schema.ts": `export const list = [1]; export const date = new Date(0);` });
    expect(exported(models)["list"]).toBeInstanceOf(Array);
    expect(exported(models)["date"]).toBeInstanceOf(Date);
  });

  it("load CommonJS as what it exports", async () => {
    const models = await load(
      {
        "schema.js": `const { pgTable } = require("drizzle-orm/pg-core"); module.exports = { t: pgTable("t", {}) };`,
      },
      { schema: "schema.js" },
    );
    expect(Object.keys(exported(models))).toEqual(["t"]);
  });

  it("run no code that they do not import, and each module once", async () => {
    const counting = globalThis as { counted?: string[] };
    counting.counted = [];
    await load(
      {
        "db/shared.ts": `globalThis.counted.push("shared"); export const shared = 1;`,
        "db/a.ts": `import { shared } from "./shared"; export const a = shared;`,
        "db/b.ts": `import { shared } from "./shared"; import type { Server } from "../server"; export const b = shared; export type S = Server;`,
        "server.ts": `globalThis.counted.push("server"); export interface Server {}`,
      },
      { schema: ["db/a.ts", "db/b.ts"] },
    );
    expect(counting.counted).toEqual(["shared"]);
    delete counting.counted;
  });
});

it("has a digest that moves with the text of what is imported, and not with the place of the project", async () => {
  const files = {
    "lib.ts": "export const a = 1;",
    "barrel.ts": `export * from "./lib";`,
    "schema.ts": `export * from "./barrel";`,
  };
  const [one, two] = [await load(files), await load(files)];
  const other = await load({ ...files, "lib.ts": "export const a = 2;" });
  expect(one.digest).toBe(two.digest);
  expect(other.digest).not.toBe(one.digest);
});

it("shows changes that leave size and time as they were", async () => {
  const made = await project({ "schema.ts": "export const a = 1;" });
  const options = { cwd: made.folder, schema: "schema.ts" };
  expect(exported(await loadModels(options))).toEqual({ a: 1 });
  await writeFile(made.path("schema.ts"), (await readFile(made.path("schema.ts"), "utf8")).replace("1", "2"));
  expect(exported(await loadModels(options))).toEqual({ a: 2 });
});
