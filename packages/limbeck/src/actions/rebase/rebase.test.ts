import { chmod, stat } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, describe, expect, it } from "@jest/globals";

import {
  branchFile,
  branchProject,
  columnBodies,
  idsOf,
  refusalOf,
  TWO_BRANCHES,
} from "../../testing/branches.ts";
import { type TestProject } from "../../testing/project.ts";

let project: TestProject;
afterEach(() => project.remove());

describe("rebase", () => {
  it("edits one header, carries what hangs on it along, and proves it in its new place", async () => {
    project = await branchProject(TWO_BRANCHES);
    const { code, stdout, stderr } = await project.run("rebase", "c1", "--onto", "head");
    expect([code, stdout]).toEqual([0, "revisions/c1.js\n"]);
    expect(stderr).toMatch(/proved +upgrade and downgrade[^]*moved +b2 -> c1\n +moved +c1 -> c2\n/);
    const changed = TWO_BRANCHES.c1.replace("Revises: a0", "Revises: b2").replace("'a0' //", "'b2' //");
    expect(await project.revisions()).toEqual({
      "a0.js": TWO_BRANCHES.a0,
      "b1.js": TWO_BRANCHES.b1,
      "b2.js": TWO_BRANCHES.b2,
      "c1.js": changed,
      "c2.js": TWO_BRANCHES.c2,
    });
    expect(await idsOf(project)).toBe("c2 c1 b2 b1 a0");
  }, 60_000);

  it("keeps Windows line ends, and the mode of the file", async () => {
    const windows = TWO_BRANCHES.c1.replaceAll("\n", "\r\n");
    project = await branchProject({ ...TWO_BRANCHES, c1: windows });
    const path = join(project.folder, "revisions/c1.js");
    await chmod(path, 0o640);
    expect((await project.run("rebase", "c1", "--onto", "b2", "--no-prove")).code).toBe(0);
    expect((await project.revisions())["c1.js"]).toBe(
      windows.replace("Revises: a0", "Revises: b2").replace("'a0' //", "'b2' //"),
    );
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it("makes a revision a base, and a base a child", async () => {
    project = await branchProject(TWO_BRANCHES);
    await project.run("rebase", "c1", "--onto", "base", "--no-prove");
    expect((await project.revisions())["c1.js"]).toMatch(/Revises: <base>[^]*downRevision = null \/\/ the/);
    await project.run("rebase", "c1", "--onto", "b1", "--no-prove");
    expect((await project.revisions())["c1.js"]).toMatch(/Revises: b1[^]*downRevision = 'b1' \/\/ the/);
  });

  it("has nothing to do where the revision stands there already", async () => {
    project = await branchProject(TWO_BRANCHES);
    const before = await project.revisions();
    const { code, stdout, stderr } = await project.run("rebase", "c1", "--onto", "a0");
    expect([code, stdout, stderr]).toEqual([0, "", expect.stringMatching("Nothing to do")]);
    expect(await project.revisions()).toEqual(before);
  });

  it("refuses what cannot be moved there", async () => {
    const m = branchFile("m1", undefined).replace("null", "['b2', 'c2']");
    project = await branchProject({ ...TWO_BRANCHES, m, n: branchFile("n1", "a0") });
    expect(await refusalOf(project, "rebase", "c1", "--onto", "c1")).toMatchObject({
      exit: 3,
      code: "rebase-onto-itself",
    });
    expect(await refusalOf(project, "rebase", "c1", "--onto", "c2")).toMatchObject({
      exit: 3,
      code: "rebase-onto-itself",
    });
    expect(await refusalOf(project, "rebase", "c1", "--onto", "m1")).toMatchObject({
      exit: 3,
      code: "rebase-onto-itself",
    });
    expect(await refusalOf(project, "rebase", "m1", "--onto", "n1")).toMatchObject({
      exit: 3,
      code: "rebase-merge",
    });
    expect(await refusalOf(project, "rebase", "zz", "--onto", "n1")).toMatchObject({
      exit: 3,
      code: "revision-unknown",
    });
    expect(await refusalOf(project, "rebase", "base", "--onto", "n1")).toMatchObject({
      exit: 3,
      code: "revision-unknown",
    });
    expect(await refusalOf(project, "rebase", "c1", "n1", "--onto", "b1")).toMatchObject({
      exit: 3,
      code: "rebase-unconnected",
    });
    expect(await refusalOf(project, "rebase", "revisions/no.js", "--onto", "n1")).toMatchObject({
      exit: 3,
      code: "revision-unknown",
    });
  });

  it("refuses a move after which revisions would wait for each other", async () => {
    project = await branchProject({
      a0: branchFile("a0", undefined),
      b1: branchFile("b1", "a0", "", "", 'export const dependsOn = ["c1"];'),
      c1: branchFile("c1", "a0"),
    });
    expect(await refusalOf(project, "rebase", "c1", "--onto", "b1", "--no-prove")).toMatchObject({
      exit: 3,
      code: "dependency-cycle",
    });
  });

  it("leaves everything as it was where a moved revision does not fit there", async () => {
    project = await branchProject({ ...TWO_BRANCHES, c2: branchFile("c2", "c1", ...columnBodies("bb")) });
    const error = await refusalOf(project, "rebase", "c1", "--onto", "head");
    expect(error).toMatchObject({
      exit: 4,
      code: "rebase-conflict",
      facts: { revision: "c2", other: "b2", station: "upgrade" },
    });
    expect(error.message).toMatch(/after b2, revision c2 \(.*c2\.js:\d+\) fails at .*already exists/);
  }, 60_000);

  it("says what a downgrade leaves behind", async () => {
    project = await branchProject({
      ...TWO_BRANCHES,
      c2: branchFile("c2", "c1", 'op.execute("CREATE TABLE kept ()");'),
    });
    expect(await refusalOf(project, "rebase", "c1", "--onto", "b2")).toMatchObject({
      exit: 4,
      code: "rebase-differs",
      facts: { station: "downgrade", differences: ["table kept: removed"] },
    });
  }, 60_000);

  it("moves what has no way back, proved upwards only", async () => {
    project = await branchProject({
      ...TWO_BRANCHES,
      c2: branchFile("c2", "c1", columnBodies("cc")[0], 'op.irreversible("gone");'),
    });
    const { code, stderr } = await project.run("rebase", "c1", "--onto", "b2");
    expect([code, stderr]).toEqual([0, expect.stringMatching(/unproved +up, but not down: .*c2/)]);
  }, 60_000);

  it("moves what the embedded PostgreSQL could not run before either, unproved", async () => {
    project = await branchProject({
      ...TWO_BRANCHES,
      c1: branchFile("c1", "a0", 'op.execute("SELECT only_here()");'),
    });
    const { code, stderr } = await project.run("rebase", "c1", "--onto", "b2");
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/unproved +revision c1 cannot run .*only_here/),
    ]);
  }, 60_000);
});
