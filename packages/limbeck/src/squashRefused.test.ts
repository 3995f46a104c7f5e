import { afterEach, describe, expect, it } from "@jest/globals";

import { branchFile, refusalOf } from "./testing/branches.ts";
import { testProject, type TestProject } from "./testing/project.ts";
import { RANGE_FILES } from "./testing/rangeFiles.ts";

describe("a range that cannot be squashed", () => {
  let project: TestProject;
  afterEach(() => project.remove());
  const begin = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    project = await testProject({
      "limbeck.config.mjs": "export default {};\n",
      "package.json": '{ "type": "module" }',
      ...Object.fromEntries(
        Object.entries({ ...RANGE_FILES, ...more }).map(([id, text]) => [`revisions/${id}.js`, text]),
      ),
    });
  };
  const CODE = "op.run(async () => undefined);";

  it.each([
    ["no range", "b1", 2, "squash-needs-range"],
    ["one revision", "b1:b1", 3, "squash-needs-several"],
    ["one that begins inside a branch", "c1:f1", 3, "squash-open"],
    ["one that ends inside a branch", "a1:c1", 3, "squash-open"],
    ["one the wrong way round", "f1:b1", 3, "revision-not-an-ancestor"],
  ])("is %s", async (_, range, exit, expected) => {
    await begin();
    expect(await refusalOf(project, "squash", range)).toMatchObject({ exit, code: expected });
  });

  it("has code that cannot be moved", async () => {
    await begin({ g1: branchFile("g1", "f1", CODE, "", ";globalThis.seen = true;") });
    expect(await refusalOf(project, "squash", "f1:g1")).toMatchObject({
      exit: 3,
      code: "carried-unmovable",
      facts: { revision: "g1", line: 10, why: "it does something when the file is loaded" },
    });
    expect((await project.run("squash", "f1:g1", "--without-data")).code).toBe(0);
  });

  it("leads elsewhere without what its data steps make", async () => {
    await begin({
      g1: branchFile(
        "g1",
        "f1",
        'op.renameTable("users", "people"); op.execute("CREATE TABLE made (id integer)");',
        'op.execute("DROP TABLE made"); op.renameTable("people", "users");',
      ),
    });
    expect(await refusalOf(project, "squash", "f1:g1", "--without-data")).toMatchObject({
      exit: 4,
      code: "squash-differs",
      facts: { station: "upgrade", differences: ["table made: added"] },
    });
    expect((await project.run("squash", "f1:g1")).code).toBe(0);
  });
});
