import { afterEach, describe, expect, it } from "@jest/globals";

import {
  branchFile,
  branchProject,
  columnBodies,
  idsOf,
  refusalOf,
  TABLE_BODIES,
} from "../../testing/branches.ts";
import { type TestProject } from "../../testing/project.ts";

let project: TestProject;
afterEach(() => project.remove());

describe("two files with one number", () => {
  const NUMBERS = {
    "limbeck.config.mjs": 'export default { revisionIds: "sequential" };\n',
  };
  const PAIR = {
    "0001_tasks": branchFile("0001", undefined, ...TABLE_BODIES),
    "0002_mine": branchFile("0002", "0001", ...columnBodies("mine")),
    "0002_yours": branchFile("0002", "0001", ...columnBodies("yours")),
  };

  it("are reported as what they are, and rebase gives the moved one the next", async () => {
    project = await branchProject(PAIR, NUMBERS);
    const { code, stderr } = await project.run("heads");
    expect([code, stderr]).toEqual([3, expect.stringMatching(/0002 is defined 2 times[^]*limbeck rebase/)]);
    expect((await refusalOf(project, "rebase", "0002", "--onto", "0001")).code).toBe("revision-duplicate");
    const ran = await project.run("rebase", "revisions/0002_mine.js", "--onto", "0002");
    expect([ran.code, ran.stdout]).toEqual([0, "revisions/0003_mine.js\n"]);
    expect(ran.stderr).toMatch(
      /proved[^]*0003_mine\.js, which was revisions[^]*0002 -> 0003, which was 0002/,
    );
    expect(await project.revisions()).toEqual({
      "0001_tasks.js": PAIR["0001_tasks"],
      "0002_yours.js": PAIR["0002_yours"],
      "0003_mine.js": PAIR["0002_mine"]
        .replace("Revises: 0001", "Revises: 0002")
        .replace("Revision: 0002", "Revision: 0003")
        .replace("revision = '0002'", "revision = '0003'")
        .replace("'0001' //", "'0002' //"),
    });
    expect(await idsOf(project)).toBe("0003 0002 0001");
  }, 60_000);

  it("take what hangs on them along, in order", async () => {
    project = await branchProject(
      {
        ...PAIR,
        "0003_yours": branchFile("0003", "0002"),
        "0003_mine": branchFile("0003", "0002"),
        "0004_mine": branchFile("0004", "0003", "", "", "export const dependsOn = ['0002'];"),
      },
      NUMBERS,
    );
    const mine = ["revisions/0002_mine.js", "revisions/0003_mine.js"];
    // Whose child 0003_mine is, no header says, unless the other 0002 is known to go on elsewhere.
    expect(
      await refusalOf(project, "rebase", mine[0] ?? "", "--onto", "revisions/0002_yours.js"),
    ).toMatchObject({
      exit: 3,
      code: "rebase-ambiguous",
    });
    const ran = await project.run("rebase", ...mine, "--onto", "revisions/0003_yours.js", "--no-prove");
    expect(ran).toMatchObject({ code: 3 });
    const { code, stderr } = await project.run(
      "rebase",
      ...mine,
      "revisions/0004_mine.js",
      "--onto",
      "revisions/0003_yours.js",
      "--no-prove",
    );
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/0003 -> 0005[^]*0005 -> 0006[^]*0006 -> 0007/),
    ]);
    expect(await idsOf(project)).toBe("0007 0006 0005 0003 0002 0001");
    expect((await project.revisions())["0007_mine.js"]).toMatch("dependsOn = ['0005']");
  }, 60_000);

  it("and a third one are mended one after the other", async () => {
    project = await branchProject(
      { ...PAIR, "0002_hers": branchFile("0002", "0001", ...columnBodies("hers")) },
      NUMBERS,
    );
    const first = await project.run("rebase", "revisions/0002_mine.js", "--onto", "revisions/0002_yours.js");
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringMatching(/unproved +Revision 0002 is defined 2/),
    ]);
    // 0003 may stand on either; its file says so by name.
    const second = await project.run("rebase", "revisions/0002_hers.js", "--onto", "revisions/0003_mine.js");
    expect([second.code, second.stderr]).toEqual([0, expect.stringMatching("proved")]);
    expect(await idsOf(project)).toBe("0004 0003 0002 0001");
  }, 60_000);

  it("do not overwrite a file that has the new name", async () => {
    project = await branchProject({ ...PAIR, "0003_mine": branchFile("x1", undefined) }, NUMBERS);
    const error = await refusalOf(
      project,
      "rebase",
      "revisions/0002_mine.js",
      "--onto",
      "0002",
      "--no-prove",
    );
    expect(error).toMatchObject({ exit: 2, code: "file-exists" });
  });
});
