import { afterEach, describe, expect, it } from "@jest/globals";
import { findConfig, loadConfig } from "./config.ts";
import { project } from "./testing/models.ts";

const before = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
});

async function config(
  name: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const made = await project({ ...more, [name]: text });
  return (await loadConfig(made.path(name), { cwd: made.folder })).value;
}

describe("findConfig", () => {
  it("prefers Limbeck's own, then Drizzle's, then answers nothing", async () => {
    const made = await project({ "drizzle.config.json": "{}" });
    expect(findConfig(made.folder)).toEqual({ kind: "drizzle", file: made.path("drizzle.config.json") });
    await made.write({ "limbeck.config.mjs": "export default {}" });
    expect(findConfig(made.folder)).toEqual({ kind: "limbeck", file: made.path("limbeck.config.mjs") });
    expect(findConfig(made.path("node_modules"))).toBeUndefined();
  });

  it("takes the one that is named, which must be there", async () => {
    const made = await project({ "etc/drizzle-prod.config.ts": "", "etc/db.ts": "" });
    expect(findConfig(made.folder, "etc/drizzle-prod.config.ts")).toMatchObject({ kind: "drizzle" });
    expect(findConfig(made.folder, "etc/db.ts")).toEqual({ kind: "limbeck", file: made.path("etc/db.ts") });
    expect(() => findConfig(made.folder, "etc/none.ts")).toThrow(
      expect.objectContaining({ code: "config-not-found", exit: 2 }),
    );
  });
});

describe("loadConfig", () => {
  it.each([
    ["a.config.ts", `export default { a: 1 } satisfies object;`],
    ["a.config.mts", `export default await Promise.resolve({ a: 1 });`],
    ["a.config.mjs", `export default Promise.resolve({ a: 1 });`],
    ["a.config.cjs", `module.exports = { a: 1 };`],
    [
      "a.config.js",
      `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = { a: 1 };`,
    ],
    ["a.config.cts", `export = { a: 1 };`],
    ["a.config.json", `{ "a": 1 }`],
  ])("answers the default export of %s", async (name, text) => {
    expect(await config(name, text)).toEqual({ a: 1 });
  });

  it("answers a function as it is", async () => {
    expect(await config("a.ts", `export default () => 1;`)).toBeInstanceOf(Function);
  });

  it("stands in for drizzle-kit and dotenv where they are not installed", async () => {
    const text = `import "dotenv/config"; import { config } from "dotenv"; import { defineConfig } from "drizzle-kit";
      const { parsed } = config({ path: new URL("./.env.local", import.meta.url).pathname });
      export default defineConfig({ url: process.env["LOADER_TEST_URL"], local: process.env["LOADER_TEST_LOCAL"], parsed });`;
    const value = await config("drizzle.config.ts", text, {
      ".env": "LOADER_TEST_URL=postgres://localhost/one\n",
      ".env.local": "LOADER_TEST_URL=postgres://localhost/two\nexport LOADER_TEST_LOCAL='yes' # really\n",
    });
    expect(value).toEqual({
      url: "postgres://localhost/one",
      local: "yes",
      parsed: { LOADER_TEST_URL: "postgres://localhost/two", LOADER_TEST_LOCAL: "yes" },
    });
  });

  it("uses drizzle-kit and dotenv where they are installed", async () => {
    const value = await config(
      "drizzle.config.ts",
      `import { defineConfig } from "drizzle-kit"; import "dotenv/config"; export default defineConfig({ seen: process.env["LOADER_TEST_SEEN"] });`,
      {
        "node_modules/drizzle-kit/package.json": `{"name":"drizzle-kit"}`,
        "node_modules/drizzle-kit/index.js": `exports.defineConfig = (config) => ({ ...config, theirs: true });`,
        "node_modules/dotenv/package.json": `{"name":"dotenv"}`,
        "node_modules/dotenv/config.js": `process.env.LOADER_TEST_SEEN = "theirs";`,
      },
    );
    expect(value).toEqual({ seen: "theirs", theirs: true });
  });

  it("reads .env of the working folder, then beside the file, and leaves what is set", async () => {
    process.env["LOADER_TEST_SET"] = "kept";
    const made = await project({
      ".env": "LOADER_TEST_SET=lost\nLOADER_TEST_BOTH=folder",
      "etc/.env": "LOADER_TEST_BOTH=lost\nLOADER_TEST_BESIDE=beside",
      "etc/c.ts": `const { LOADER_TEST_SET: a, LOADER_TEST_BOTH: b, LOADER_TEST_BESIDE: c } = process.env; export default { a, b, c };`,
    });
    const { value } = await loadConfig(made.path("etc/c.ts"), { cwd: made.folder });
    expect(value).toEqual({ a: "kept", b: "folder", c: "beside" });
  });

  it("fails with the position", async () => {
    await expect(config("limbeck.config.ts", `\nexport default { a: b.c };`)).rejects.toMatchObject({
      code: "config-failed",
      exit: 2,
      message: "limbeck.config.ts:2:21: b is not defined",
    });
    await expect(config("limbeck.config.json", `{\n  "a": }`)).rejects.toMatchObject({
      code: "config-failed",
      facts: { line: 2, column: 8 },
    });
  });

  it.each(["export const a = 1;", "", "export default 5;", "export default null;"])(
    "refuses %p, which has no configuration",
    async (text) => {
      await expect(config("limbeck.config.ts", text)).rejects.toMatchObject({
        code: "config-without-default",
        exit: 2,
      });
    },
  );
});
