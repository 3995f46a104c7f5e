import { chmod, symlink } from "node:fs/promises";

import { describe, expect, it } from "@jest/globals";

import { type RevisionFile, type RevisionFilesOptions, readRevisionFiles } from "./revisionFiles.ts";
import { project } from "./testing/models.ts";
import { type TestProject } from "./testing/project.ts";

/** What is read of folders of a project: `path=text`, with slashes. */
function read(
  made: TestProject,
  folders: readonly string[],
  options?: RevisionFilesOptions,
): readonly string[] {
  const files = readRevisionFiles(
    folders.map((folder) => made.path(folder)),
    options,
  );
  const name = ({ path }: RevisionFile) => path.slice(made.folder.length + 1).replaceAll("\\", "/");
  return files.map((file) => `${name(file)}=${file.text}`);
}

describe("readRevisionFiles", () => {
  it("reads what may be a revision, sorted, each once, and nothing else", async () => {
    const made = await project({
      "r/b.ts": "b",
      "r/a.mjs": "a",
      "r/add_node_modules.ts": "n",
      "r/c.cts": "c",
      "r/c.test.ts": "no",
      "r/c.spec.mjs": "no",
      "r/c.d.ts": "no",
      "r/c.d.cts": "no",
      "r/.#b.ts": "no",
      "r/.eslintrc.cjs": "no",
      "r/b.ts.orig": "no",
      "r/c.tsx": "no",
      "r/readme.md": "no",
      "r/deep/d.js": "d",
      "s/e.mts": "e",
      "s/f.cjs": "f",
    });
    expect(read(made, ["s", "r", "r"])).toEqual([
      "r/a.mjs=a",
      "r/add_node_modules.ts=n",
      "r/b.ts=b",
      "r/c.cts=c",
      "s/e.mts=e",
      "s/f.cjs=f",
    ]);
  });

  it("reads a tree, in the order of its paths with slashes", async () => {
    const made = await project({
      "r/a/c.ts": "1",
      "r/a/b/c.ts": "2",
      "r/a0.ts": "3",
      "r/a-b.ts": "4",
      "r/A.ts": "5",
      "r/node_modules/x/y.js": "no",
      "r/.cache/y.js": "no",
      "r/a/__tests__/y.js": "no",
    });
    expect(read(made, ["r"], { recursive: true })).toEqual([
      "r/A.ts=5",
      "r/a-b.ts=4",
      "r/a/b/c.ts=2",
      "r/a/c.ts=1",
      "r/a0.ts=3",
    ]);
    expect(read(made, ["r"])).toEqual(["r/A.ts=5", "r/a-b.ts=4", "r/a0.ts=3"]);
  });

  it.each([
    [["r", "r/deep"], true],
    [["r/deep", "r"], true],
    [["r", "r/../r/deep", "r/"], false],
  ])("reads overlapping folders %j once", async (folders, recursive) => {
    const made = await project({ "r/a.ts": "a", "r/deep/b.ts": "b" });
    expect(read(made, folders, { recursive })).toEqual(["r/a.ts=a", "r/deep/b.ts=b"]);
  });

  it("follows links, each file once, and none in a circle", async () => {
    const made = await project({ "r/a.ts": "a", "r/deep/b.ts": "b", "elsewhere/c.ts": "c", "one.ts": "one" });
    await symlink(made.path("r"), made.path("r/deep/up"), "junction");
    await symlink(made.path("elsewhere"), made.path("r/out"), "junction");
    await symlink(made.path("r"), made.path("s"), "junction");
    await symlink(made.path("r/a.ts"), made.path("r/again.ts"), "file");
    await symlink(made.path("one.ts"), made.path("r/x.ts"), "file");
    await symlink(made.path("one.ts"), made.path("r/y.ts"), "file");
    await symlink(made.path("nowhere"), made.path("r/broken"), "file");
    const all = ["r/a.ts=a", "r/deep/b.ts=b", "r/out/c.ts=c", "r/x.ts=one"];
    expect(read(made, ["r", "s"], { recursive: true })).toEqual(all);
    expect(read(made, ["r"])).toEqual(["r/a.ts=a", "r/x.ts=one"]);
  });

  it("refuses a folder that is absent, or takes it for empty", async () => {
    const made = await project({ "r/a.ts": "a", file: "" });
    const absent = expect.objectContaining({ code: "revisions-not-found", exit: 2 });
    expect(() => read(made, ["r", "nowhere"])).toThrow(absent);
    expect(read(made, ["r", "nowhere"], { absentIsEmpty: true })).toEqual(["r/a.ts=a"]);
    expect(() => read(made, ["file"], { absentIsEmpty: true })).toThrow(absent);
  });

  it("refuses what cannot be read", async () => {
    const made = await project({ "r/a.ts": "a" });
    await symlink(made.path("nowhere"), made.path("r/b.ts"), "file");
    await symlink(made.path("loop"), made.path("loop"), "junction");
    const unreadable = (path: string) =>
      expect.objectContaining({
        code: "revisions-unreadable",
        exit: 2,
        facts: expect.objectContaining({ path: made.path(path) }),
      });
    expect(() => read(made, ["r"])).toThrow(unreadable("r/b.ts"));
    expect(() => read(made, ["loop"], { absentIsEmpty: true })).toThrow(unreadable("loop"));
  });

  // The superuser, and Windows, open what the mode forbids.
  const obeys = process.platform !== "win32" && process.getuid?.() !== 0;
  (obeys ? it : it.skip)("refuses what it may not read", async () => {
    const made = await project({ "r/a.ts": "a", "s/b.ts": "b" });
    await chmod(made.path("r/a.ts"), 0);
    await chmod(made.path("s"), 0);
    const unreadable = expect.objectContaining({ code: "revisions-unreadable" });
    try {
      expect(() => read(made, ["r"])).toThrow(unreadable);
      expect(() => read(made, ["s"])).toThrow(unreadable);
    } finally {
      await chmod(made.path("s"), 0o700);
    }
  });
});
