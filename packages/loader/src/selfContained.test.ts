import { copyFile, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { openModels } from "./models.ts";
import { project } from "./testing/models.ts";
import type { TestProject } from "./testing/project.ts";

const MODELS = `import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { shared } from "./shared/columns";
import { roles } from "./roles.json";
export const users = pgTable("users", { ...shared, date: timestamp({ mode: "date" }).default(sql\`now()\`), role: text({ enum: roles }) },
  (t) => [index().on(t.date)]);
`;

const FILES = {
  "schema.ts": MODELS,
  "shared/columns.ts": `import { serial } from "drizzle-orm/pg-core"; import { comment } from "limbeck/pg"; export const shared = { id: comment(serial(), "x") };`,
  "roles.json": `{ "roles": ["a", "b"] }`,
};

const standIns = { "limbeck/pg": () => ({ comment: <T>(column: T): T => column }) };

async function identityIn({ folder }: TestProject): Promise<string | undefined> {
  return (await openModels({ cwd: folder, schema: "./schema.ts", standIns })).identity;
}

async function identityWith(more: string, files: Readonly<Record<string, string>> = {}) {
  return identityIn(await project({ ...FILES, "schema.ts": MODELS + more, ...files }));
}

describe("models that follow from their text alone", () => {
  it("have an identity, which stays while the text does", async () => {
    const models = await project(FILES);
    const identity = await identityIn(models);
    expect(identity).toMatch(/^[\da-f]{64}$/);
    await utimes(models.path("schema.ts"), 1, 1);
    expect(await identityIn(models)).toBe(identity);
    await rm(models.path("node_modules/.cache"), { recursive: true });
    expect(await identityIn(models)).toBe(identity);
  });

  // Files are read side by side, in an order that changes from build to build.
  it("have the same identity whichever of many files was read first", async () => {
    const names = Array.from({ length: 60 }, (_, each) => `t${each}`);
    const text = (name: string) =>
      `import { text, pgTable } from "drizzle-orm/pg-core"; export const ${name} = pgTable("${name}", { id: text() });`;
    const models = await project({
      ...Object.fromEntries(names.map((name) => [`${name}.ts`, text(name)])),
      "schema.ts": names.map((name) => `export * from "./${name}";`).join("\n"),
    });
    const identity = await identityIn(models);
    for (const _ of [1, 2, 3]) {
      await rm(models.path("node_modules/.cache"), { recursive: true });
      expect(await identityIn(models)).toBe(identity);
    }
  });

  it.each(["() => new Date()", "() => Date.now()", "() => crypto.randomUUID()", "(): Date => new Date"])(
    "have an identity where a row is written by %s",
    async (written) => {
      const table = `pgTable("t", { a: text().$defaultFn(${written}), b: text().notNull().$onUpdate(${written}) })`;
      expect(await identityWith(`export const t = ${table};`)).toMatch(/./);
    },
  );

  it.each(["schema.ts", "shared/columns.ts", "roles.json"])(
    "have another once %s is another",
    async (name) => {
      const models = await project(FILES);
      const identity = await identityIn(models);
      const text = await readFile(models.path(name), "utf8");
      await writeFile(models.path(name), text.replace(/"(users|x|b)"/, '"other"'));
      expect(await identityIn(models)).toMatch(/./);
      expect(await identityIn(models)).not.toBe(identity);
    },
  );

  it("have another with another drizzle-orm", async () => {
    const models = await project(FILES);
    const identity = await identityIn(models);
    await rm(models.path("node_modules/drizzle-orm"));
    const manifest = "node_modules/drizzle-orm/package.json";
    const core = `exports.pgTable = exports.index = exports.text = exports.timestamp = exports.serial = () => ({});`;
    const installed = (version: string) => ({
      [manifest]: `{ "name": "drizzle-orm", "version": "${version}" }`,
      "node_modules/drizzle-orm/index.js": "exports.sql = () => ({});",
      "node_modules/drizzle-orm/pg-core.js": core,
    });
    await models.write(installed("0.45.8"));
    const first = await identityIn(models);
    await models.write(installed("0.45.9"));
    const second = await identityIn(models);
    // Installed again, as when it is patched.
    await copyFile(models.path(manifest), models.path("anew"));
    await rename(models.path("anew"), models.path(manifest));
    expect(new Set([identity, first, second, await identityIn(models)]).size).toBe(4);
  });
});

describe("models have no identity", () => {
  it.each([
    ["the environment", "export const x = process.env.TENANT;"],
    ["the time", "export const x = new Date();"],
    ["the time when they run", 'export const x = text("x").$defaultFn((() => new Date())());'],
    ["the time beside a row", 'export const x = text("x").$defaultFn(() => new Date(), new Date());'],
    ["chance", "export const x = Math.random();"],
    ["chance under a text", 'export const x = Math["random"]();'],
    ["a random id", "export const x = crypto.randomUUID();"],
    ["all globals", "export const x = globalThis;"],
    ["a global of Node's", "export const x = global;"],
    ["a global that was asked for", "export const x = typeof fetch;"],
    ["code in a text", `export const x = eval("1");`],
    ["the maker of functions", `export const x = Function("return 1")();`],
    ["the maker of functions by way of one", `export const x = (() => 1).constructor("return 1")();`],
    ["a name in escapes", String.raw`export const x = D\u0061te.now();`],
    ["a module that is computed", `const name = "node:fs"; export const x = require(name);`],
    ["a module of Node's", `import fs from "node:fs"; export const x = fs.existsSync("x");`],
    ["a module that is imported late", `export const x = import("drizzle-orm/version");`],
    [
      "another part of Drizzle",
      `import { npmVersion } from "drizzle-orm/version"; export const x = npmVersion;`,
    ],
    ["where they lie", "export const x = __dirname;"],
    ["where a module lies", "export const x = import.meta.url;"],
    ["the language of the machine", `export const x = "a".localeCompare("b");`],
    ["the words of a language", "export const x = (1).toLocaleString();"],
    ["the call stack", "export const x = new Error().stack;"],
    ["what they print", `console.log("x"); export {};`],
    ["a timer", "await new Promise((done) => setTimeout(done)); export {};"],
    ["memory that is freed", "export const x = new WeakRef({});"],
  ])("that depend on %s", async (_, more) => {
    expect(await identityWith(`\n${more}`)).toBeUndefined();
  });

  it("where a file that they import depends on it", async () => {
    const files = { "shared/columns.ts": "export const shared = process.env;" };
    expect(await identityWith("", files)).toBeUndefined();
  });

  it("where a package that they require might", async () => {
    const files = {
      "node_modules/other/package.json": `{ "name": "other", "main": "index.js" }`,
      "node_modules/other/index.js": "exports.x = 1;",
    };
    expect(await identityWith(`\nimport { x } from "other"; export { x };`, files)).toBeUndefined();
  });
});
