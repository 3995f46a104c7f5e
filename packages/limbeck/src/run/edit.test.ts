import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase } from "@limbeck/testkit";

import { type Ran, testProject, type TestProject } from "../testing/project.ts";

/** An editor that writes down what it was called with, and ends as `CODE` says. */
const EDITOR = `import { writeFileSync } from "node:fs";
writeFileSync("called.json", JSON.stringify(process.argv.slice(2)));
process.exit(Number(process.env.CODE ?? 0));
`;

const revision = (id: string, down: string | null): string => `/** ${id} */
export const revision = "${id}";
export const downRevision = ${JSON.stringify(down)};
export function upgrade() {}
export function downgrade() {}
`;

let project: TestProject;
beforeEach(async () => {
  project = await testProject({
    "an editor.mjs": EDITOR,
    "revisions/a1.js": revision("a1", null),
    "revisions/b2.js": revision("b2", "a1"),
  });
});
afterEach(() => project.remove());

/** `limbeck edit …` in an environment with nothing but these variables changed. */
async function edit(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const environment = { ...process.env };
  const folder = process.cwd();
  Object.assign(process.env, { VISUAL: "", EDITOR: "", ...variables });
  process.chdir(project.folder);
  try {
    return await project.run("edit", ...args);
  } finally {
    process.chdir(folder);
    process.env = environment;
  }
}

const editor = (): string => `"${process.execPath}" "${join(project.folder, "an editor.mjs")}" --wait`;
const file = (name: string): string => join(project.folder, "revisions", name);
const called = (): unknown => JSON.parse(readFileSync(join(project.folder, "called.json"), "utf8"));

describe("limbeck edit", () => {
  it.each([
    ["head", "b2.js"],
    ["b2", "b2.js"],
    ["a", "a1.js"],
    ["head-1", "a1.js"],
  ])("opens the file of %s, with the editor's own arguments", async (symbol, name) => {
    expect(await edit({ EDITOR: editor() }, symbol)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(called()).toEqual(["--wait", file(name)]);
  });

  it("asks the database for current", async () => {
    const database = await freshDatabase();
    try {
      await project.run("stamp", "a1", "--url", database.url);
      expect((await edit({ EDITOR: editor() }, "current", "--url", database.url)).code).toBe(0);
      expect(called()).toEqual(["--wait", file("a1.js")]);
    } finally {
      await database.drop();
    }
    expect(await edit({ EDITOR: editor() }, "current")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"limbeck edit" needs a database'),
    });
  });

  it("prefers VISUAL, and answers with --json", async () => {
    const { code, stdout } = await edit({ VISUAL: editor(), EDITOR: "no-such-editor" }, "head", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ revision: "b2", file: file("b2.js") });
  });

  it.each([
    ["base", "edit-needs-one", []],
    ["heads", "edit-needs-one", ["b2", "c3"]],
    ["head", "heads-several", undefined],
    ["zz", "revision-unknown", undefined],
  ])("refuses %s", async (symbol, code, revisions) => {
    await project.write({ "revisions/c3.js": revision("c3", "a1") });
    const ran = await edit({ EDITOR: editor() }, symbol, "--json");
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      error: { code, facts: revisions === undefined ? {} : { symbol, revisions } },
    });
    expect(existsSync(join(project.folder, "called.json"))).toBe(false);
  });

  it.each([
    ["editor-failed", { CODE: "3" }, "it ended with 3"],
    ["editor-failed", { EDITOR: "no-such-editor --wait" }, "no-such-editor"],
    ["editor-failed", { EDITOR: '"open' }, "quote"],
  ])("says %s: %j", async (code, variables, words) => {
    const ran = await edit({ EDITOR: editor(), ...variables }, "head", "--json");
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      error: { code, message: expect.stringContaining(words), hint: expect.stringContaining(file("b2.js")) },
    });
  });

  // Windows always has Notepad.
  const onPosix = process.platform === "win32" ? it.skip : it;

  onPosix("finds a usual editor, and says if there is none", async () => {
    const script = `#!${process.execPath}\nrequire("fs").writeFileSync("called.json", JSON.stringify(process.argv.slice(2)));`;
    await project.write({ "bin/nano": script, "bin/vi": script });
    const { chmod } = await import("node:fs/promises");
    expect(
      JSON.parse((await edit({ PATH: join(project.folder, "bin") }, "head", "--json")).stdout),
    ).toMatchObject({ error: { code: "editor-missing" } });
    await chmod(join(project.folder, "bin/nano"), 0o755);
    expect((await edit({ PATH: join(project.folder, "bin") }, "head")).code).toBe(0);
    expect(called()).toEqual([file("b2.js")]);
  });
});
