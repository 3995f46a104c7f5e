import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { customType, integer, pgTable } from "drizzle-orm/pg-core";
const address = customType<{ data: string }>({ dataType: () => "address" });
const speeds = customType<{ data: string }>({ dataType: () => "speed_range" });
const pauses = customType<{ data: string }>({ dataType: () => "speed_multirange" });
export const members = pgTable("members", {
  id: integer("id").primaryKey(), home: address("home"), former: address("former").array(), speeds: speeds("speeds"), pauses: pauses("pauses"),
});
`;
const DECLARED = `import { pgComposite, pgRange } from "limbeck/pg";
export const addressType = pgComposite("address", { street: "text", zip: "text" });
export const speedRange = pgRange("speed_range", { subtype: "real" });
${MODELS}`;
const MADE = `CREATE TYPE address AS (street text, zip text); CREATE TYPE other AS (a integer);
  CREATE TYPE speed_range AS RANGE (subtype = real); CREATE TYPE more AS RANGE (subtype = uuid);`;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
    "schema.ts": MODELS,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${database.url}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

const generate = async (message: string) => {
  expect(await project.run("revision", "--autogenerate", "-m", message)).toMatchObject({ code: 0 });
  expect((await project.run("upgrade", "head")).code).toBe(0);
  expect((await project.run("check")).stdout).toBe("The models match the database.\n");
};

describe("composite and range types", () => {
  it("are left alone, and stood in for, until one of the kind is declared", async () => {
    await database.execute(MADE);
    await generate("members");
    const { stdout, stderr } = await project.run("check", "-v");
    expect(stdout).toBe("The models match the database.\n");
    expect(stderr).toMatch("left alone: composite type address\n  left alone: composite type other");
    expect(stderr).toMatch("left alone: range type more\n  left alone: range type speed_range");
    await project.write({ "schema.ts": DECLARED });
    const removed = "composite type other: removed\nrange type more: removed\n";
    expect((await project.run("check")).stdout).toBe(removed);
    expect((await project.run("diff", "database", "models")).stdout).toBe(removed);
  });

  it("are made, changed and made anew, with their columns, and go again", async () => {
    await project.write({ "schema.ts": DECLARED });
    await generate("members");
    await database.execute(
      "INSERT INTO members VALUES (1, ('Here', '42'), ARRAY[('There', '7')]::address[], '[1,2]', '{[1,2],[3,4]}')",
    );
    await project.write({ "schema.ts": DECLARED.replace('zip: "text"', 'zip: "text", city: "text"') });
    await generate("city");
    const turned = DECLARED.replace('street: "text", zip: "text"', 'zip: "integer", street: "text"');
    await project.write({ "schema.ts": turned.replace('"real"', '"numeric"') });
    await generate("turned");
    const client = await database.client();
    const found = await client.query(
      "SELECT (home).zip + (former[1]).zip AS zips, (former[1]).street, upper(speeds) + lower(pauses) AS sum FROM members",
    );
    expect(found.rows).toEqual([{ zips: 49, street: "There", sum: "3" }]);
    expect((await project.run("downgrade", "base", "--yes")).code).toBe(0);
    const left = await client.query("SELECT FROM pg_type WHERE typname IN ('address', 'speed_range')");
    expect(left.rows).toEqual([]);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");
  });
});
