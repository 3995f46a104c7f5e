import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { branchFile, columnBodies, refusalOf, TABLE_BODIES } from "./testing/branches.ts";
import { testProject, type TestProject } from "./testing/project.ts";
import { STORY_DIALECTS, type StoryDatabase } from "./testing/storyDatabase.ts";

const column = (table: string, name: string): readonly [string, string] => [
  `op.addColumn("${table}", { name: "${name}", type: "text" });`,
  `op.dropColumn("${table}", "${name}");`,
];

/** A table that was there before; the range from `b1` to `f1`, with a branch, data and a new name in it; and one behind it. */
const FILES = {
  a1: branchFile(
    "a1",
    undefined,
    'op.createTable("users", { columns: [{ name: "id", type: "integer" }, { name: "name", type: "text" }] });' +
      'op.bulkInsert("users", [{ id: 1, name: "Ada" }]);',
    'op.dropTable("users");',
  ),
  b1: branchFile("b1", "a1", ...TABLE_BODIES),
  c1: branchFile("c1", "b1", ...column("tasks", "note")),
  c2: branchFile(
    "c2",
    "b1",
    'op.createTable("tags", { columns: [{ name: "id", type: "integer" }, { name: "tag", type: "text" }] });',
    'op.dropTable("tags");',
  ),
  d1: branchFile("d1", undefined).replace(/downRevision = null/, "downRevision = ['c1', 'c2']"),
  e1: branchFile(
    "e1",
    "d1",
    `${column("users", "email")[0]} op.execute("UPDATE users SET email = lower(name)"); op.bulkInsert("tags", [{ id: 7, tag: "red" }]);`,
    `op.execute("DELETE FROM tags"); ${column("users", "email")[1]}`,
  ),
  f1: branchFile(
    "f1",
    "e1",
    'op.alterColumn("users", "name", { name: { from: "name", to: "called" } }); op.createIndex("tasks", { name: "tasks_note", columns: ["note"] });',
    'op.dropIndex("tasks", "tasks_note"); op.alterColumn("users", "called", { name: { from: "called", to: "name" } });',
  ),
  g1: branchFile("g1", "f1", ...column("tasks", "done")),
};

const OLD = ["b1", "c1", "c2", "d1", "e1", "f1"] as const;

type Name = keyof typeof STORY_DIALECTS;

describe.each<Name>(["postgresql", "sqlite"])("squash on %s", (name) => {
  const { open } = STORY_DIALECTS[name];
  let project: TestProject;
  let database: StoryDatabase;
  beforeEach(async () => {
    database = await open();
    project = await testProject({
      "limbeck.config.mjs": `export default { dialect: "${name}", url: ${JSON.stringify(database.url)} };\n`,
      "package.json": '{ "type": "module" }',
      ...Object.fromEntries(Object.entries(FILES).map(([id, text]) => [`revisions/${id}.js`, text])),
    });
  });
  afterEach(async () => {
    await project.remove();
    await database.drop();
  });

  const run = async (...argv: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await project.run(...argv);
    if (code !== 0) throw new Error(`limbeck ${argv.join(" ")}: ${code} ${stdout}${stderr}`);
    return stdout;
  };
  const squash = (): Promise<string> => run("squash", "b1:f1", "-m", "tasks and tags", "--rev-id", "s1");
  const remove = async (): Promise<void> => {
    for (const id of OLD) await rm(join(project.folder, `revisions/${id}.js`));
  };
  const log = async (): Promise<readonly string[]> => {
    const rows = JSON.parse(await run("log", "--json")) as { direction: string; revision: string }[];
    return rows.map(({ direction, revision }) => `${direction} ${revision}`).reverse();
  };
  /** What there is once all was applied, by the range or by the one revision. */
  const state = async () => ({
    objects: await database.witness(),
    users: await database.rows("SELECT id, called, email FROM users"),
    tags: await database.rows("SELECT id, tag FROM tags"),
  });
  /** The same by the revisions of the range, on a database of its own. */
  const expected = async () => {
    await run("upgrade", "heads");
    const found = await state();
    await run("downgrade", "base", "--yes");
    return found;
  };

  it("writes a revision that is proved, with data steps in their order", async () => {
    const { code, stderr } = await project.run("squash", "b1:f1", "-m", "tasks and tags", "--rev-id", "s1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/proved .*up and down/) });
    const files = await project.revisions();
    const text = Object.entries(files).find(([file]) => file.includes("s1"))?.[1] ?? "";
    expect(text).toContain('export const replaces = ["b1", "c2", "c1", "d1", "e1", "f1"];');
    expect(text).toContain('export const downRevision = "a1";');
    const lines = [...text.matchAll(/op\.(\w+)\((?:sql)?["`](\w+)/g)].map(([, kind, of]) => `${kind} ${of}`);
    expect(lines.slice(0, 7)).toEqual([
      "createTable tags",
      "createTable tasks",
      "addColumn users",
      "execute UPDATE",
      "bulkInsert tags",
      "alterColumn users",
      "createIndex tasks",
    ]);
    expect(text).not.toContain('op.addColumn("tasks", { name: "note"');
    expect(await run("heads")).toBe("g1 (head)\n");
    expect(await run("history")).toMatch(/s1 -> g1 \(head\)[^]*a1 -> s1, tasks and tags/);
    expect(await run("show", "f1")).toMatch(/Rev: s1\nParent: a1\nReplaces: b1, c2, c1, d1, e1, f1\n/);
  });

  it("runs it in their place on a database that has none of them", async () => {
    const there = await expected();
    const before = (await log()).length;
    await squash();
    await run("upgrade", "head");
    expect(await state()).toEqual(there);
    expect((await log()).slice(before)).toEqual(["upgrade a1", "upgrade s1", "upgrade g1"]);
    await remove();
    expect(await run("current")).toBe("g1 (head)\n");
    await run("downgrade", "a1", "--yes");
    expect(await database.rows("SELECT id, name FROM users")).toHaveLength(1);
    expect(JSON.stringify(await database.witness())).not.toContain("tags");
    await run("upgrade", "head");
    expect(await state()).toEqual(there);
  });

  it("counts as applied where the range was, whether its files are there or not", async () => {
    const empty = await database.witness();
    await run("upgrade", "f1");
    await squash();
    expect(await run("current")).toBe("s1\n");
    await run("upgrade", "head", "--dry-run");
    const there = await state();
    await remove();
    expect(await run("current")).toBe("s1\n");
    await run("upgrade", "s1");
    expect(await state()).toEqual(there);
    expect(await database.rows("SELECT revision FROM limbeck_version")).toEqual([{ revision: "s1" }]);
    expect((await log()).at(-1)).toBe("stamp s1");
    await run("upgrade", "head");
    await run("downgrade", "base", "--yes");
    expect(await database.witness()).toEqual(empty);
  });

  it("waits for the end of the range where a part of it was applied", async () => {
    await run("upgrade", "c1");
    await squash();
    expect(await run("current")).toBe("c1\n");
    expect(await refusalOf(project, "upgrade", "head")).toMatchObject({
      exit: 3,
      code: "squash-partly-applied",
      facts: { squash: "s1", rows: ["c1"], end: "f1" },
    });
    await run("upgrade", "f1");
    await run("upgrade", "head");
    expect((await log()).slice(-5)).toEqual([
      "upgrade d1",
      "upgrade e1",
      "upgrade f1",
      "stamp s1",
      "upgrade g1",
    ]);
  });

  it("is refused where a part was applied and its files are gone, until it is stamped", async () => {
    await run("upgrade", "c1");
    await squash();
    await remove();
    expect(await refusalOf(project, "upgrade", "head")).toMatchObject({
      exit: 3,
      code: "squash-partly-applied",
    });
    expect(await refusalOf(project, "downgrade", "base")).toMatchObject({ code: "squash-partly-applied" });
    expect((await project.run("current")).stderr).toContain("c1");
    await run("stamp", "s1");
    expect(await run("current")).toBe("s1\n");
  });

  it("is written as SQL, from a replaced revision too", async () => {
    await squash();
    const sql = await run("upgrade", "f1:head", "--sql");
    expect(sql).toMatch(/-- stamp s1[^]*UPDATE .*'s1'[^]*-- upgrade s1 -> g1/);
    await run("upgrade", "s1");
    expect(await run("upgrade", "a1:s1", "--sql")).toContain("lower(name)");
    expect(await run("stamp", "head", "--sql")).toContain("'g1'");
  });

  it("leaves out the data where that is asked for", async () => {
    await run("squash", "b1:f1", "--rev-id", "s1", "--without-data");
    await run("upgrade", "head");
    expect(await state()).toMatchObject({ users: [expect.objectContaining({ email: null })], tags: [] });
  });

  it("is squashed again", async () => {
    await squash();
    await run("upgrade", "s1");
    await run("squash", ":g1", "--rev-id", "t1");
    expect(await run("history")).toBe("<base> -> t1 (head), squash a1 to g1\n");
    // What is left of the range of t1 is all there is.
    await run("upgrade", "head");
    expect(await run("current")).toBe("t1 (head)\n");
    await run("downgrade", "base", "--yes");
    expect((await log()).slice(-3)).toEqual(["upgrade g1", "stamp t1", "downgrade t1"]);
  });
});

describe("a range that cannot be squashed", () => {
  let project: TestProject;
  afterEach(() => project.remove());
  const begin = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    project = await testProject({
      "limbeck.config.mjs": "export default {};\n",
      "package.json": '{ "type": "module" }',
      ...Object.fromEntries(
        Object.entries({ ...FILES, ...more }).map(([id, text]) => [`revisions/${id}.js`, text]),
      ),
    });
  };
  const code = (down: string) => `op.run(async () => { ${down} });`;

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

  it.each([
    ["holds a function", branchFile("g1", "f1", code(""), ""), "squash-holds-code"],
    [
      "says where its transactions end",
      branchFile("g1", "f1", "", "", "export const transaction = false"),
      "squash-leaves-transaction",
    ],
  ])("%s", async (_, g1, expected) => {
    await begin({ g1 });
    expect(await refusalOf(project, "squash", "f1:g1")).toMatchObject({ exit: 3, code: expected });
  });

  it("does not come back to where it began", async () => {
    // What the file takes back is more than what it has made.
    const [up] = columnBodies("done");
    await begin({
      g1: branchFile("g1", "f1", up, `op.dropColumn("tasks", "done"); op.dropColumn("users", "email2");`),
    });
    const { exit } = await refusalOf(project, "squash", "f1:g1");
    expect(exit).toBe(4);
  });
});
