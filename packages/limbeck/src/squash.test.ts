import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { scratchPglite } from "@limbeck/testkit";

import { squash, upgrade } from "./index.ts";
import { refusalOf } from "./testing/branches.ts";
import { testProject, type TestProject } from "./testing/project.ts";
import { RANGE_FILES } from "./testing/rangeFiles.ts";
import { STORY_DIALECTS, type StoryDatabase } from "./testing/storyDatabase.ts";

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
      ...Object.fromEntries(Object.entries(RANGE_FILES).map(([id, text]) => [`revisions/${id}.js`, text])),
    });
  });
  afterEach(async () => {
    await project.remove();
    await database.drop();
  });

  const squash = (): Promise<string> =>
    project.ok("squash", "b1:f1", "-m", "tasks and tags", "--rev-id", "s1");
  const remove = async (): Promise<void> => {
    for (const id of OLD) await rm(join(project.folder, `revisions/${id}.js`));
  };
  const log = async (): Promise<readonly string[]> => {
    const rows = JSON.parse(await project.ok("log", "--json")) as { direction: string; revision: string }[];
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
    await project.ok("upgrade", "heads");
    const found = await state();
    await project.ok("downgrade", "base", "--yes");
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
    expect(await project.ok("heads")).toBe("g1 (head)\n");
    expect(await project.ok("history")).toMatch(/s1 -> g1 \(head\)[^]*a1 -> s1, tasks and tags/);
    expect(await project.ok("show", "f1")).toMatch(/Rev: s1\nParent: a1\nReplaces: b1, c2, c1, d1, e1, f1\n/);
  });

  it("runs it in their place on a database that has none of them", async () => {
    const there = await expected();
    const before = (await log()).length;
    await squash();
    await project.ok("upgrade", "head");
    expect(await state()).toEqual(there);
    expect((await log()).slice(before)).toEqual(["upgrade a1", "upgrade s1", "upgrade g1"]);
    await remove();
    expect(await project.ok("current")).toBe("g1 (head)\n");
    await project.ok("downgrade", "a1", "--yes");
    expect(await database.rows("SELECT id, name FROM users")).toHaveLength(1);
    expect(JSON.stringify(await database.witness())).not.toContain("tags");
    await project.ok("upgrade", "head");
    expect(await state()).toEqual(there);
  });

  it("counts as applied where the range was, whether its files are there or not", async () => {
    const empty = await database.witness();
    await project.ok("upgrade", "f1");
    await squash();
    expect(await project.ok("current")).toBe("s1\n");
    await project.ok("upgrade", "head", "--dry-run");
    const there = await state();
    await remove();
    expect(await project.ok("current")).toBe("s1\n");
    await project.ok("upgrade", "s1");
    expect(await state()).toEqual(there);
    expect(await database.rows("SELECT revision FROM limbeck_version")).toEqual([{ revision: "s1" }]);
    expect((await log()).at(-1)).toBe("stamp s1");
    await project.ok("upgrade", "head");
    await project.ok("downgrade", "base", "--yes");
    expect(await database.witness()).toEqual(empty);
  });

  it("waits for the end of the range where a part of it was applied", async () => {
    await project.ok("upgrade", "c1");
    await squash();
    expect(await project.ok("current")).toBe("c1\n");
    expect(await refusalOf(project, "upgrade", "head")).toMatchObject({
      exit: 3,
      code: "squash-partly-applied",
      facts: { squash: "s1", rows: ["c1"], end: "f1" },
    });
    await project.ok("upgrade", "f1");
    await project.ok("upgrade", "head");
    expect((await log()).slice(-5)).toEqual([
      "upgrade d1",
      "upgrade e1",
      "upgrade f1",
      "stamp s1",
      "upgrade g1",
    ]);
  });

  it("is refused where a part was applied and its files are gone, until it is stamped", async () => {
    await project.ok("upgrade", "c1");
    await squash();
    await remove();
    expect(await refusalOf(project, "upgrade", "head")).toMatchObject({
      exit: 3,
      code: "squash-partly-applied",
    });
    expect(await refusalOf(project, "downgrade", "base")).toMatchObject({ code: "squash-partly-applied" });
    expect((await project.run("current")).stderr).toContain("c1");
    await project.ok("stamp", "s1");
    expect(await project.ok("current")).toBe("s1\n");
  });

  it("is written as SQL, from a replaced revision too", async () => {
    await squash();
    const sql = await project.ok("upgrade", "f1:head", "--sql");
    expect(sql).toMatch(/-- stamp s1[^]*UPDATE .*'s1'[^]*-- upgrade s1 -> g1/);
    await project.ok("upgrade", "s1");
    expect(await project.ok("upgrade", "a1:s1", "--sql")).toContain("lower(name)");
    expect(await project.ok("stamp", "head", "--sql")).toContain("'g1'");
  });

  it("leaves out the data where that is asked for", async () => {
    await project.ok("squash", "b1:f1", "--rev-id", "s1", "--without-data");
    await project.ok("upgrade", "head");
    expect(await state()).toMatchObject({ users: [expect.objectContaining({ email: null })], tags: [] });
  });

  it("is squashed again", async () => {
    await squash();
    await project.ok("upgrade", "s1");
    await project.ok("squash", ":g1", "--rev-id", "t1");
    expect(await project.ok("history")).toBe("<base> -> t1 (head), squash a1 to g1\n");
    // What is left of the range of t1 is all there is.
    await project.ok("upgrade", "head");
    expect(await project.ok("current")).toBe("t1 (head)\n");
    await project.ok("downgrade", "base", "--yes");
    expect((await log()).slice(-3)).toEqual(["upgrade g1", "stamp t1", "downgrade t1"]);
  });
});

describe("squash on an embedded PostgreSQL, by the API", () => {
  it("is run where none of the range was, and counts as applied where all of it was", async () => {
    const files = Object.entries(RANGE_FILES).map(([id, text]) => [`revisions/${id}.js`, text] as const);
    const project = await testProject({
      "package.json": '{ "type": "module" }',
      ...Object.fromEntries(files),
    });
    const [first, second] = [await scratchPglite({}), await scratchPglite({})];
    const cwd = project.folder;
    try {
      await upgrade({}, "f1", { cwd, connection: first.pglite });
      const result = await squash({}, "b1:f1", { cwd, id: "s1" });
      expect(result).toMatchObject({ revision: "s1", downRevisions: ["a1"], proof: { kind: "proved" } });
      const steps = async (connection: typeof first.pglite) =>
        (await upgrade({}, "head", { cwd, connection })).steps.map(
          ({ direction, revision }) => `${direction} ${revision}`,
        );
      expect(await steps(first.pglite)).toEqual(["stamp s1", "upgrade g1"]);
      expect(await steps(second.pglite)).toEqual(["upgrade a1", "upgrade s1", "upgrade g1"]);
      const users = ({ pglite }: typeof first) => pglite.query("SELECT id, called, email FROM users");
      expect((await users(second)).rows).toEqual((await users(first)).rows);
    } finally {
      await first.close();
      await second.close();
      await project.remove();
    }
  });
});
