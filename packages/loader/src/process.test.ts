import { describe, expect, it } from "@jest/globals";
import { readFile, rm } from "node:fs/promises";
import { installedProject, run } from "./testing/process.ts";

const schema = `import { pgTable, integer } from "drizzle-orm/pg-core"; import { is } from "drizzle-orm";
export const users = pgTable("users", { id: integer() }); export const same = is(users, Object.getPrototypeOf(users).constructor);`;

describe("in a process of its own", () => {
  it("keeps what models print off stdout, and gives stdout back", async () => {
    const made = await installedProject({
      "schema.ts": `console.log("by console"); process.stdout.write("by stream\\n"); await Promise.resolve(); console.info("later"); export const a = 1;`,
      "bad.ts": `console.log("before"); throw new Error("x");`,
    });
    const { stdout, stderr } = run(
      made,
      `console.log("one"); await loader.loadModels({ cwd, schema: "schema.ts" }); console.log("two");
       await loader.loadModels({ cwd, schema: "bad.ts" }).catch(() => {}); console.log("three");`,
    );
    expect(stdout).toBe("one\ntwo\nthree\n");
    expect(stderr).toBe("by console\nby stream\nlater\nbefore\n");
  });

  it("starts no esbuild while nothing changed", async () => {
    const made = await installedProject({
      "schema.ts": schema,
      "limbeck.config.ts": `export default { a: 1 };`,
    });
    const text = `const { modules } = await loader.loadModels({ cwd, schema: "schema.ts" });
      await loader.loadConfig(cwd + "/limbeck.config.ts", { cwd }); console.log(Object.keys(modules[0].exports).join(), modules[0].exports.same);`;
    expect(run(made, text)).toEqual({ stdout: "same,users true\n", stderr: "" });
    const manifest = await readFile(made.path("node_modules/esbuild/package.json"), "utf8");
    await rm(made.path("node_modules/esbuild"));
    await made.write({ "node_modules/esbuild/package.json": manifest });
    expect(run(made, text)).toEqual({ stdout: "same,users true\n", stderr: "" });
    await made.write({ "schema.ts": `${schema} export const more = 1;` });
    expect(() => run(made, text)).toThrow("bundler-failed");
  });

  it("requires drizzle-orm, the copy that the project's own require gives", async () => {
    const made = await installedProject({ "schema.ts": schema });
    const text = `import { createRequire } from "node:module";
      const { modules: [{ exports }] } = await loader.loadModels({ cwd, schema: "schema.ts" });
      const { PgTable } = createRequire(cwd + "/x.js")("drizzle-orm/pg-core"); console.log(exports.users instanceof PgTable);`;
    expect(run(made, text).stdout).toBe("true\n");
  });

  it("finds positions under --enable-source-maps too", async () => {
    const made = await installedProject({ "schema.ts": `\n  null.x;` });
    const text = `await loader.loadModels({ cwd, schema: "schema.ts" }).catch(({ message }) => console.log(message));`;
    const seen = run(made, text, { NODE_OPTIONS: "--enable-source-maps" }).stdout;
    expect(seen).toBe("schema.ts:2:8: Cannot read properties of null (reading 'x')\n");
    expect(run(made, text).stdout).toBe(seen);
  });

  it("reads .env without a warning", async () => {
    const made = await installedProject({
      ".env": "A=1\nexport B='x # y' # z",
      "c.js": "export default [process.env.A, process.env.B].join();",
    });
    const text = `loader.loadEnv([cwd]); console.log(process.env.A, process.env.B);`;
    expect(run(made, text)).toEqual({ stdout: "1 x # y\n", stderr: "" });
  });

  it("works in a project that cannot be written to", async () => {
    const made = await installedProject({ "schema.ts": `export const a = 1;` });
    await made.write({ "node_modules/.cache": "a file where the folder would be" });
    const text = `const { modules } = await loader.loadModels({ cwd, schema: "schema.ts" }); console.log(modules[0].exports);`;
    expect(
      run(made, text, { TMPDIR: made.path("no-such-folder"), TEMP: made.path("no-such-folder") }),
    ).toEqual({ stdout: "{ a: 1 }\n", stderr: "" });
  });
});
