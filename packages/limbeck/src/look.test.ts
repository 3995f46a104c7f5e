import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { branches, heads, history, show } from "./index.ts";
import { ACCOUNT, ADDRESS, COLUMN, GRAPH_PROJECT, MERGE, NET, SHOP } from "./testing/graphProject.ts";
import { type Ran, testProject, type TestProject } from "./testing/project.ts";

let database: TestDatabase;
let project: TestProject;
beforeAll(async () => {
  database = await freshDatabase();
  project = await testProject(GRAPH_PROJECT);
});
afterAll(async () => {
  await project.remove();
  await database.drop();
});

async function printed(...argv: readonly string[]): Promise<string> {
  const ran = await project.run(...argv);
  expect([ran.code, ran.stderr]).toEqual([0, ""]);
  return ran.stdout;
}

describe("history", () => {
  it("prints the lines that Alembic prints", async () => {
    expect(await printed("history")).toBe(`\
3cac04ae8714 (53ff) -> 2a95102259be (networking) (head), add ip account table
<base> -> 3cac04ae8714 (networking), create networking branch
27c6a30d7c24, ae1027a6acf0 -> 53fffde5ad5a (effective head) (mergepoint), merge cart and accounts
1975ea83b712 -> 27c6a30d7c24 (shoppingcart), add shopping cart table
1975ea83b712 -> ae1027a6acf0, add a column
<base> -> 1975ea83b712 (branchpoint), create account table
`);
  });

  it("prints a part, of which the ends are symbols of any form", async () => {
    const line = "1975ea83b712 -> 27c6a30d7c24 (shoppingcart), add shopping cart table\n";
    for (const range of ["27c6:27c6", "shoppingcart:27c6", "shoppingcart@27c6:shoppingcart"])
      expect(await printed("history", "-r", range)).toBe(line);
    expect(await project.run("history", "-r", "a:b:c")).toMatchObject({ code: 2 });
    expect(await project.run("history", "-r", ":53ff-1")).toMatchObject({ code: 3 });
  });

  it("prints the long form", async () => {
    expect(await printed("history", "-v", "-r", "networking:networking@head")).toBe(`\
Rev: 2a95102259be (head)
Parent: 3cac04ae8714
Also depends on: 53ff
Branch names: networking
Path: revisions/6.mjs
Created: 2026-07-30T09:12:45Z

    add ip account table

Rev: 3cac04ae8714
Parent: <base>
Branch names: networking
Path: revisions/5.mjs
Created: 2026-07-30T09:12:45Z

    create networking branch

`);
  });

  it("draws the branches", async () => {
    expect(await printed("history", "--graph")).toBe(`\
* 2a95102259be (networking) (head) (depends on 53ff), add ip account table
* 3cac04ae8714 (networking), create networking branch

* 53fffde5ad5a (effective head) (mergepoint), merge cart and accounts
|\\
* | 27c6a30d7c24 (shoppingcart), add shopping cart table
| * ae1027a6acf0, add a column
|/
* 1975ea83b712 (branchpoint), create account table
`);
    expect(await printed("history", "--graph", "-v", "-r", "ae10:53ff")).toBe(`\
* Rev: 53fffde5ad5a (effective head) (mergepoint)
| Merges: 27c6a30d7c24, ae1027a6acf0
| Path: revisions/4.mjs
| Created: 2026-07-30T09:12:45Z
|
|     merge cart and accounts
|
* Rev: ae1027a6acf0
  Parent: 1975ea83b712
  Path: revisions/3.mjs
  Created: 2026-07-30T09:12:45Z

      add a column

`);
  });

  it("cuts the drawing to the width of a terminal, and nothing else", async () => {
    const drawn = await onTerminal(40, "history", "--graph");
    expect(drawn.split("\n")[0]).toBe("* 2a95102259be (networking) (head) (d...");
    expect(drawn).toMatch("\n* | 27c6a30d7c24 (shoppingcart), add ...\n");
    expect(await onTerminal(0, "history", "--graph")).toBe(await printed("history", "--graph"));
    expect(await onTerminal(40, "history")).toBe(await printed("history"));
  });

  it("writes documents", async () => {
    expect(await printed("history", "--format", "mermaid", "-r", "27c6:53ff")).toBe(`\
flowchart BT
  r53fffde5ad5a["53fffde5ad5a (effective head) (mergepoint)<br/>merge cart and accounts"]
  r27c6a30d7c24["27c6a30d7c24 (shoppingcart)<br/>add shopping cart table"]
  r27c6a30d7c24 --> r53fffde5ad5a
`);
    expect(await printed("history", "--format", "dot")).toMatch(
      '\n  "53fffde5ad5a" -> "2a95102259be" [style=dashed];\n}\n',
    );
    expect(await project.run("history", "--format", "svg")).toMatchObject({ code: 2, stdout: "" });
  });

  it("says as JSON all that is known", async () => {
    const all = JSON.parse(await printed("history", "--json")) as readonly object[];
    expect(all[0]).toEqual({
      revision: ADDRESS,
      downRevisions: [NET],
      branchLabels: [],
      branches: ["networking"],
      dependsOn: ["53ff"],
      dependencies: [MERGE],
      children: [],
      dependents: [],
      message: "add ip account table",
      created: "2026-07-30T09:12:45Z",
      file: expect.stringMatching(/6\.mjs$/),
      head: true,
      branchPoint: false,
      mergePoint: false,
    });
  });
});

describe("history and show, where the database is", () => {
  const onDatabase = (...argv: readonly string[]): Promise<Ran> =>
    project.run(...argv, "--url", database.url);

  it("mark it, after head and before what the tree says", async () => {
    expect((await onDatabase("stamp", "53ff")).code).toBe(0);
    const { stdout } = await onDatabase("history", "-i");
    expect(stdout).toMatch("53fffde5ad5a (effective head) (current) (mergepoint), merge");
    expect(stdout.match(/\(current\)/g)).toHaveLength(1);
    expect((await onDatabase("history", "--graph", "-i")).stdout).toMatch("(current) (mergepoint)");
    expect((await onDatabase("history", "-i", "-v")).stdout).toMatch("(mergepoint) (current)\n");
    expect((await onDatabase("history")).stdout).not.toMatch("(current)");
  });

  it("count from it", async () => {
    await onDatabase("stamp", "27c6", "--purge");
    const line = "<base> -> 1975ea83b712 (branchpoint), create account table\n";
    expect((await onDatabase("history", "-r", "-1:current")).stdout).toBe(
      `1975ea83b712 -> 27c6a30d7c24 (shoppingcart), add shopping cart table\n${line}`,
    );
    expect((await onDatabase("history", "-r", ":current-1")).stdout).toBe(line);
    expect((await onDatabase("show", "current")).stdout).toMatch(/^Rev: 27c6a30d7c24 \(current\)\n/);
    expect((await onDatabase("show", "-1")).stdout).toMatch(/^Rev: 1975ea83b712 \(branchpoint\)\n/);
    expect((await onDatabase("show", "+1")).stdout).toMatch(/^Rev: 53fffde5ad5a /);
  });

  it("say what no file has", async () => {
    const client = await database.client();
    await client.query("UPDATE limbeck_version SET revision = 'gone'");
    expect(await onDatabase("history", "-i")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching("gone"),
    });
    expect(await onDatabase("history", "-r", ":current")).toMatchObject({ code: 3 });
    expect((await onDatabase("history")).code).toBe(0);
  });

  it("need one", async () => {
    expect(await project.run("show", "current")).toMatchObject({ code: 2, stdout: "" });
    expect(await project.run("history", "-i")).toMatchObject({ code: 2, stdout: "" });
    expect((await project.run("show", "53ff")).code).toBe(0);
  });
});

describe("heads, branches and show", () => {
  it("heads knows those that something depends on", async () => {
    expect(await printed("heads")).toBe("53fffde5ad5a (effective head)\n2a95102259be (networking) (head)\n");
    expect(await printed("heads", "--resolve-dependencies")).toBe("2a95102259be (networking) (head)\n");
    expect((await project.run("heads", "--check")).code).toBe(1);
    expect((await project.run("heads", "--check", "--resolve-dependencies")).code).toBe(0);
    expect(await printed("heads", "-v")).toMatch(
      /^Rev: 53fffde5ad5a \(effective head\) \(mergepoint\)\nMerges: /,
    );
  });

  it("branches says where lines part and go on", async () => {
    const children = ["27c6a30d7c24 (shoppingcart)", "ae1027a6acf0"];
    expect(await printed("branches")).toBe(
      ["1975ea83b712 (branchpoint)", ...children.map((child) => `             -> ${child}`), "", ""].join(
        "\n",
      ),
    );
    const verbose = await printed("branches", "-v");
    expect(verbose).toMatch("\nBranches into: 27c6a30d7c24, ae1027a6acf0\n");
    expect(verbose).toMatch("\n             -> 27c6a30d7c24 (shoppingcart), add shopping cart table\n");
    expect(JSON.parse(await printed("branches", "--json"))).toMatchObject([
      { revision: ACCOUNT, next: [{ revision: SHOP }, { revision: COLUMN }] },
    ]);
  });

  it("show knows one revision, several, or none", async () => {
    expect(await printed("show", "shoppingcart")).toMatch(/^Rev: 27c6a30d7c24\nParent: 1975ea83b712\n/);
    expect((await printed("show", "networking@head", "-v")).split("\n")).toContain(
      'export const dependsOn = ["53ff"];',
    );
    expect(await printed("show", "heads")).toMatch(/^Rev: 2a95102259be \(head\)\n/);
    expect(await printed("show", "base")).toBe("");
    expect(JSON.parse(await printed("show", "base", "--json"))).toEqual([]);
  });

  it("are functions too", async () => {
    const options = { cwd: project.folder };
    const onDatabase = { url: database.url };
    expect((await history({}, options)).map((one) => one.revision)).toHaveLength(6);
    expect((await history(onDatabase, { ...options, indicateCurrent: true }))[0]).toHaveProperty(
      "current",
      false,
    );
    expect(await heads({}, { ...options, resolveDependencies: true })).toHaveLength(1);
    expect(await branches({}, options)).toMatchObject([{ revision: ACCOUNT }]);
    expect(await show({}, "53ff", options)).toMatchObject([{ revision: MERGE, mergePoint: true }]);
  });
});

/** Runs a command as if a terminal of this width showed the answer. */
async function onTerminal(columns: number, ...argv: readonly string[]): Promise<string> {
  const before = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };
  Object.assign(process.stdout, { isTTY: true, columns });
  try {
    return (await project.run(...argv, "--no-color")).stdout;
  } finally {
    Object.assign(process.stdout, before);
  }
}
