import { readdir } from "node:fs/promises";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "../testing/project.ts";
import { INIT_TEMPLATES } from "./initTemplate.ts";

let project: TestProject;
beforeEach(async () => {
  project = await testProject({
    "src/schema.ts":
      'import { integer, pgTable } from "drizzle-orm/pg-core"; export const t = pgTable("t", { id: integer() });',
    "src/main.ts":
      'import { integer, pgTable } from "drizzle-orm/pg-core"; export const m = pgTable("m", { id: integer() });',
    "src/analytics.ts":
      'import { integer, pgTable } from "drizzle-orm/pg-core"; export const a = pgTable("a", { id: integer() });',
    "package.json": '{ "type": "module" }',
  });
});
afterEach(() => project.remove());

describe("init", () => {
  it.each(Object.keys(INIT_TEMPLATES))("begins a project from the template %s, which works", async (name) => {
    expect((await project.run("init", "--template", name)).code).toBe(0);
    expect(await project.run("revision", "--autogenerate", "-m", "first")).toMatchObject({ code: 0 });
    expect((await project.run("check")).code).toBe(0);
  });

  it("lists its templates", async () => {
    const { code, stdout } = await project.run("list-templates");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^generic - one database\nmultidb - .*\nown - .*\n$/),
    });
  });

  it("and what comes after it write TypeScript where the models do, and JavaScript where nothing says so", async () => {
    const files = async (...args: readonly string[]): Promise<readonly string[]> => {
      const other = await testProject({ "models.ts": "export {};", "models.js": "export {};" });
      await other.run("init", ...args);
      const { stdout } = await other.run("revision", "-m", "first");
      const written = [...(await readdir(other.folder)), stdout.trim()].map(
        (name) => /config.*|first.*/.exec(name)?.[0],
      );
      await other.remove();
      return written.filter((name) => name !== undefined);
    };
    expect(await files("--schema", "./models.ts")).toEqual(["config.ts", "first.ts"]);
    expect(await files("--schema", "./models.js")).toEqual(["config.mjs", "first.js"]);
  });

  it("finds the models where most have them", async () => {
    const other = await testProject({ "src/db/schema.js": "export {};" });
    await other.run("init");
    expect((await other.run("check")).stderr).toContain("0 tables from 1 model file");
    await other.remove();
  });

  it("is followed by revisions in the language of those before them, though a command says nothing of the models", async () => {
    const bare = await testProject({ "models.ts": "export {};" });
    await bare.run("revision", "-m", "first", "--schema", "./models.ts");
    const { stdout } = await bare.run("revision", "-m", "second");
    await bare.remove();
    expect(stdout).toMatch(/second\.ts$/m);
  });

  it("overwrites nothing", async () => {
    await project.run("init");
    expect(await project.run("init")).toMatchObject({ code: 0, stderr: expect.stringContaining("found") });
    expect(await project.run("init", "--template", "own")).toMatchObject({ code: 3 });
  });

  it("goes on with the revisions that are there", async () => {
    expect((await project.run("init")).stderr).toContain(
      'next      limbeck revision --autogenerate -m "first"\n',
    );
    await project.run("revision", "-m", "first");
    expect((await project.run("init")).stderr).toContain("next      limbeck upgrade head\n");
    expect(JSON.parse((await project.run("init", "--json")).stdout)).toMatchObject({ revisions: 1 });
  });

  it("says which templates there are, where it is asked for another", async () => {
    expect(await project.run("init", "--template", "async")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/generic.*multidb.*own/),
    });
  });
});
