import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { type CheckResult } from "./actions/check.ts";
import { check, type LimbeckConfig, stamp } from "./index.ts";
import { openProjects } from "./project/project.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const schema = (more = ""): string => `import { pgTable, serial, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id").primaryKey(), name: text("name").default("x")${more} });
`;

const revision = (body: string): string => `export const revision = "1";
export const downRevision = null;
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];
export function upgrade(op) { ${body} }
export function downgrade() {}
`;

let database: TestDatabase;
/** Nobody's, of a name that no other run has: what is remembered outlives the test. */
let ours: string;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({
    sql: "CREATE TABLE users (id serial PRIMARY KEY, name text DEFAULT 'x')",
  });
  ours = `ours_${database.name}`;
  await database.execute(`CREATE FUNCTION ${ours}() RETURNS int LANGUAGE sql AS 'SELECT 1'`);
  project = await testProject({ "schema.ts": schema(), "tsconfig.json": "{}" });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

const checked = (config: Partial<LimbeckConfig> = {}): Promise<CheckResult> =>
  check({ schema: "./schema.ts", url: database.url, ...config }, { cwd: project.folder });

/** Other projects write what they remember meanwhile, and the last one to write wins. */
async function ownCache(): Promise<void> {
  const cache = join(project.folder, "node_modules/.cache");
  await rm(cache);
  await mkdir(cache);
}

const memory = async (): Promise<string> => {
  const [opened] = await openProjects({ cwd: project.folder });
  return join(opened?.cacheDir() ?? "", "unchanged.json");
};

describe("a check that found nothing", () => {
  it("is told again in the same words", async () => {
    const first = await checked();
    expect(first).toMatchObject({ differences: [], unmodelled: [{ kind: "function", name: `${ours}()` }] });
    expect(await checked()).toEqual(first);
  });

  it("is remembered: what the catalog said is not read again", async () => {
    await ownCache();
    await checked();
    const file = await memory();
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(`${ours}()`, "as remembered"));
    expect((await checked()).unmodelled).toEqual([{ kind: "function", name: "as remembered" }]);
    await database.execute(`ALTER FUNCTION ${ours}() RENAME TO ${ours}_2`);
    expect((await checked()).unmodelled).toEqual([{ kind: "function", name: `${ours}_2()` }]);
  });

  it("says nothing of a database that has changed since, nor of models that have", async () => {
    await checked();
    await database.execute("ALTER TABLE users ALTER name SET DEFAULT 'y'");
    expect((await checked()).differences).toHaveLength(1);
    await database.execute("ALTER TABLE users ALTER name SET DEFAULT 'x'");
    expect((await checked()).differences).toEqual([]);
    writeFileSync(join(project.folder, "schema.ts"), schema(', mail: text("mail")'));
    expect((await checked()).differences).toHaveLength(1);
  });

  it("says nothing of another configuration", async () => {
    await checked({ tables: ["!users"] });
    await database.execute("ALTER TABLE users DROP COLUMN name");
    expect((await checked({ tables: ["!users"] })).differences).toEqual([]);
    expect((await checked()).differences).toHaveLength(1);
  });

  it("is asked again where a function decides what is compared", async () => {
    await database.execute("ALTER TABLE users DROP COLUMN name");
    let included = false;
    const includeObject: LimbeckConfig["includeObject"] = ({ kind }) => kind !== "column" || included;
    expect((await checked({ includeObject })).differences).toEqual([]);
    included = true;
    expect((await checked({ includeObject })).differences).toHaveLength(1);
  });

  it("says nothing of a role that a revision is to make since", async () => {
    const role = `made_${database.name}`;
    await database.execute(`CREATE ROLE ${role}`);
    await project.write({ "revisions/1.ts": revision("") });
    await stamp({ url: database.url }, "head", { cwd: project.folder });
    expect((await checked()).differences).toEqual([]);
    await project.write({ "revisions/1.ts": revision(`op.createRole("${role}")`) });
    expect((await checked()).differences).toEqual([expect.stringContaining(role)]);
    await database.execute(`DROP ROLE ${role}`);
  });
});
