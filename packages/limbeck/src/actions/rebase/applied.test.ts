import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { catalogWitness, freshDatabase, pgDump, type TestDatabase } from "@limbeck/testkit";

import {
  branchFile,
  branchProject,
  columnBodies,
  idsOf,
  refusalOf,
  TABLE_BODIES,
  TWO_BRANCHES,
} from "../../testing/branches.ts";
import { type Ran, type TestProject } from "../../testing/project.ts";

let project: TestProject;
afterEach(() => project.remove());

describe("rebase and a database", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  const run = (...args: readonly string[]): Promise<Ran> => project.run(...args, "--url", database.url);
  const held = async () => [
    // As far as a pg_dump is here that knows the server.
    await pgDump(database.url, 18),
    await catalogWitness(await database.client(), { withoutTables: ["limbeck_version", "limbeck_history"] }),
  ];

  it("moves what is not applied there; up, down and up again lead where they should", async () => {
    project = await branchProject(TWO_BRANCHES);
    await run("upgrade", "b2");
    const before = await held();
    expect((await run("rebase", "c1", "--onto", "b2")).stderr).not.toMatch("warning");
    expect((await run("upgrade", "head")).code).toBe(0);
    const after = await held();
    expect((await run("downgrade", "b2", "--yes")).code).toBe(0);
    const back = await held();
    expect(back).toEqual(before);
    expect((await run("upgrade", "head")).code).toBe(0);
    expect(await held()).toEqual(after);
    expect((await run("current")).stdout).toMatch(/^c2 \(head\)/);
  }, 60_000);

  it("refuses what is applied there, and what something that is applied hangs on", async () => {
    project = await branchProject(TWO_BRANCHES);
    await run("upgrade", "c1");
    const applied = { exit: 3, code: "rebase-applied", facts: { revisions: ["c1"] } };
    expect(await refusalOf(project, "rebase", "c1", "--onto", "b2", "--url", database.url)).toMatchObject(
      applied,
    );
    expect((await run("rebase", "b1", "--onto", "c2", "--no-prove")).code).toBe(0);
    expect(await idsOf(project)).toBe("b2 b1 c2 c1 a0");
  }, 60_000);

  it("knows by the checksum which of two files with one number is applied", async () => {
    const mine = branchFile("0002", "0001", ...columnBodies("mine"));
    const yours = branchFile("0002", "0001", ...columnBodies("yours"));
    project = await branchProject({
      "0001": branchFile("0001", undefined, ...TABLE_BODIES),
      "0002_mine": mine,
    });
    await run("upgrade", "head");
    await project.write({ "revisions/0002_yours.js": yours });
    const [mineFile, yoursFile] = ["revisions/0002_mine.js", "revisions/0002_yours.js"];
    expect(
      await refusalOf(project, "rebase", mineFile, "--onto", yoursFile, "--url", database.url),
    ).toMatchObject({
      exit: 3,
      code: "rebase-applied",
    });
    expect((await run("rebase", yoursFile, "--onto", mineFile)).code).toBe(0);
    expect((await run("upgrade", "head")).code).toBe(0);
    expect((await run("current")).stdout).toMatch(/^0003 \(head\)/);
  }, 60_000);

  it("goes on with a warning where the database cannot be reached", async () => {
    project = await branchProject(TWO_BRANCHES);
    const url = database.url.replace(/:\d+\//, ":1/");
    const { code, stderr } = await project.run("rebase", "c1", "--onto", "b2", "--no-prove", "--url", url);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/warning +the database was not asked/)]);
  });
});
