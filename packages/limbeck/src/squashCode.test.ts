import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { branchFile } from "./testing/branches.ts";
import { testProject, type TestProject } from "./testing/project.ts";
import { STORY_DIALECTS, type StoryDatabase } from "./testing/storyDatabase.ts";

const SLUG = `import { slug as make } from "../lib/slug.js";
import { sql } from "drizzle-orm";
const suffix = "!";`;

/** A range of which each revision works on rows in another way, with names that mean something else in each file. */
const FILES = {
  a1: branchFile(
    "a1",
    undefined,
    `op.createTable("users", { columns: [{ name: "id", type: "integer", nullable: false }, { name: "name", type: "text" }], primaryKey: ["id"] });
     op.bulkInsert("users", [1, 2, 3, 4, 5].map((id) => ({ id, name: "Ada " + id })));`,
    'op.dropTable("users");',
  ),
  b1: branchFile(
    "b1",
    "a1",
    `op.addColumn("users", { name: "slug", type: "text" });
     op.run(async ({ db, op }) => {
       const rows = await (db.all ? db.all(sql\`SELECT id, name FROM users\`) : db.execute(sql\`SELECT id, name FROM users\`).then((r) => r.rows));
       for (const { id, name } of rows) await op.execute("UPDATE users SET slug = '" + make(name) + suffix + "' WHERE id = " + id);
     });`,
    'op.dropColumn("users", "slug");',
    SLUG,
  ),
  c1: branchFile(
    "c1",
    "b1",
    `op.addColumn("users", { name: "seen", type: "integer" });
     op.batches("users", { size: 2 }, ({ op, where }) => op.execute("UPDATE users SET seen = " + suffix + " + id WHERE " + where));`,
    'op.batches("users", { size: 2 }, async () => undefined); op.dropColumn("users", "seen");',
    "const suffix = 40;",
  ),
  d1: branchFile(
    "d1",
    "c1",
    `op.execute("UPDATE users SET seen = seen + 1 WHERE id = 1"); op.createIndex("users", { name: "users_seen", columns: ["seen"] });`,
    'op.dropIndex("users", "users_seen");',
    "export const transaction = false;",
  ),
  e1: branchFile(
    "e1",
    "d1",
    `op.createTable("tags", { columns: [{ name: "id", type: "integer" }] });
     op.autocommit((op) => op.execute("INSERT INTO tags VALUES (7)"));`,
    'op.dropTable("tags");',
  ),
};

type Name = keyof typeof STORY_DIALECTS;

describe.each<Name>(["postgresql", "sqlite"])("squash of code on %s", (name) => {
  let project: TestProject;
  let database: StoryDatabase;
  beforeEach(async () => {
    database = await STORY_DIALECTS[name].open();
    project = await testProject({
      "limbeck.config.mjs": `export default { dialect: "${name}", url: ${JSON.stringify(database.url)} };\n`,
      "package.json": '{ "type": "module" }',
      "lib/slug.js": "export const slug = (text) => text.toLowerCase().replace(' ', '-');\n",
      ...Object.fromEntries(Object.entries(FILES).map(([id, text]) => [`revisions/${id}.js`, text])),
    });
  });
  afterEach(async () => {
    await project.remove();
    await database.drop();
  });

  const state = async () => ({
    objects: await database.witness(),
    users: await database.rows("SELECT id, name, slug, seen FROM users ORDER BY id"),
    tags: await database.rows("SELECT id FROM tags"),
  });

  it("takes the functions over, and does with the rows what the range did", async () => {
    await project.ok("upgrade", "head");
    const there = await state();
    expect(there.users).toMatchObject([{ slug: "ada-1!", seen: 42 }, { seen: 42 }, {}, {}, { seen: 45 }]);
    await project.ok("downgrade", "a1", "--yes");
    const below = await database.witness();
    await project.ok("downgrade", "base", "--yes");
    const { code, stderr } = await project.run("squash", "b1:e1", "--rev-id", "s1");
    expect([code, stderr]).toEqual([0, expect.stringMatching(/proved .*up and down/)]);
    for (const id of ["b1", "c1", "d1", "e1"]) await rm(join(project.folder, `revisions/${id}.js`));
    const files = Object.entries(await project.revisions());
    const text = files.find(([file]) => file.includes("s1"))?.[1] ?? "";
    expect(text).toContain("const suffix_b1 = ");
    expect(text).toContain("  op.autocommit(upgrade_d1);\n  upgrade_e1(op);\n");
    expect(files.filter(([file]) => file.startsWith("."))).toEqual([]);
    await project.ok("upgrade", "head");
    expect(await state()).toEqual(there);
    await project.ok("downgrade", "a1", "--yes");
    expect(await database.witness()).toEqual(below);
  });
});
