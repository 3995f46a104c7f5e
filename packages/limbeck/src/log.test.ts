import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { log } from "./index.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const revision = (id: string, down: string | null, sql: string): string => `/** ${id} it is */
export const revision = ${JSON.stringify(id)};
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = [];
export const dependsOn = [];
export function upgrade(op) { op.execute(${JSON.stringify(sql)}); }
export function downgrade(op) { op.execute("SELECT 1"); }
`;

describe("log", () => {
  let database: TestDatabase;
  let project: TestProject;
  beforeAll(async () => {
    database = await freshDatabase();
    project = await testProject({
      "package.json": '{ "type": "module" }',
      "limbeck.config.js": `export default { url: ${JSON.stringify(database.url)} };`,
      "revisions/0001_first.js": revision("0001", null, "SELECT 1"),
      "revisions/0002_second.js": revision("0002", "0001", "SELECT nonsense"),
    });
  });
  afterAll(async () => {
    await project.remove();
    await database.drop();
  });

  it("says nothing of a database on which nothing was run, and creates nothing there", async () => {
    expect(await project.run("log")).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect((await project.run("log", "--json")).stdout).toBe("[]\n");
  });

  it("says what was run, the newest first", async () => {
    await project.run("upgrade", "0001", "--tag", "release 7");
    await project.run("upgrade", "head");
    const { stdout } = await project.run("log");
    const [second, first] = stdout.split("\n");
    expect(second).toMatch(/^20\S+Z {2}upgrade 0002 {2}failed in \d+ ms by postgres from \S+, 0002 it is$/);
    expect(first).toMatch(/^20\S+Z {2}upgrade 0001 {2}done in \d+ ms by postgres from \S+, 0001 it is$/);
    expect((await project.run("log", "--limit", "1")).stdout).toBe(`${second ?? ""}\n`);
    expect((await project.run("log", "--since", "2999-01-01")).stdout).toBe("");
    expect((await project.run("log", "-v")).stdout).toMatch(
      / {4}checksum [0-9a-f]+\n {4}limbeck \S+\n {4}tag release 7\n$/,
    );
  });

  it("is data, for programs", async () => {
    const expected = [
      { revision: "0002", outcome: "failed" },
      { revision: "0001", outcome: "done", tag: "release 7" },
    ];
    expect(JSON.parse((await project.run("log", "--json")).stdout)).toMatchObject(expected);
    expect(await log({ url: database.url }, { limit: 1 })).toMatchObject(expected.slice(0, 1));
  });

  it.each([
    ["--limit", "0"],
    ["--limit", "x"],
    ["--since", "lately"],
  ])("refuses %s %s", async (option, value) => {
    expect((await project.run("log", option, value)).code).toBe(2);
  });
});
