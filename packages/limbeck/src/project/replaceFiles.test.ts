import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";

import { testProject, type TestProject } from "../testing/project.ts";
import { replaceFiles } from "./replaceFiles.ts";

let project: TestProject;
beforeEach(async () => {
  project = await testProject({ "r/a": "A", "r/b": "B" });
});
afterEach(() => project.remove());

const path = (name: string): string => join(project.folder, "r", name);
const change = (name: string, newName: string) => ({
  path: path(name),
  newPath: path(newName),
  text: `${name}!`,
});
const content = async (): Promise<unknown> =>
  Promise.all(
    (await readdir(path(""))).sort().map(async (name) => [name, await readFile(path(name), "utf8")]),
  );

describe("replaceFiles", () => {
  it("changes texts and names, and leaves nothing else", async () => {
    await replaceFiles([change("a", "a"), change("b", "c")]);
    expect(await content()).toEqual([
      ["a", "a!"],
      ["c", "b!"],
    ]);
  });

  it("lets one file take the name of another", async () => {
    await replaceFiles([change("a", "b"), change("b", "a")]);
    expect(await content()).toEqual([
      ["a", "b!"],
      ["b", "a!"],
    ]);
  });

  it("puts everything back where one cannot be written", async () => {
    // A folder that is not there takes no file, whoever asks.
    const lost = { ...change("b", "b"), newPath: path("none/b") };
    expect(await failure(replaceFiles([change("a", "c"), lost]))).toMatchObject({
      code: "file-unwritable",
      exit: 2,
    });
    expect(await content()).toEqual([
      ["a", "A"],
      ["b", "B"],
    ]);
  });

  it("puts back what was put aside where the next one cannot be", async () => {
    // A name may have 255 characters; the one under which the old file would wait has more.
    const long = "x".repeat(250);
    await project.write({ [`r/${long}`]: "X" });
    expect(await failure(replaceFiles([change("a", "c"), change(long, "d")]))).toMatchObject({
      code: "file-unwritable",
    });
    expect(await content()).toEqual([
      ["a", "A"],
      ["b", "B"],
      [long, "X"],
    ]);
  });

  it("refuses a file that is gone", async () => {
    expect(await failure(replaceFiles([change("a", "c"), change("gone", "gone")]))).toMatchObject({
      code: "file-unwritable",
    });
    expect(await content()).toHaveLength(2);
  });

  it("refuses a name that is taken", async () => {
    await mkdir(path("c"));
    expect(await failure(replaceFiles([change("a", "c")]))).toMatchObject({ code: "file-exists" });
    expect(await failure(replaceFiles([change("a", "b")]))).toMatchObject({ code: "file-exists" });
    expect((await readdir(path(""))).sort()).toEqual(["a", "b", "c"]);
  });
});
