import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { integer, pgTable } from "drizzle-orm/pg-core";
export const places = pgTable("places", { id: integer("id").primaryKey() });
export const cities = pgTable("cities", { id: integer("id").notNull(), people: integer("people") });
export const visits = pgTable("visits", { city: integer("city") });
`;
const SQL =
  "CREATE TABLE places (id integer PRIMARY KEY); CREATE TABLE cities (people integer) INHERITS (places); CREATE TABLE visits (city integer)";

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({ sql: SQL });
  project = await testProject({
    "limbeck.config.ts": 'export default { schema: "./schema.ts" };\n',
    "schema.ts": MODELS,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${database.url}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

it("leaves a table alone that inherits, whatever the models say of it", async () => {
  const { stdout, stderr } = await project.run("check", "-v");
  expect(stdout).toBe("The models match the database.\n");
  expect(stderr).toMatch("left alone: inheritance child cities");
  expect((await project.run("diff", "database", "models")).stdout).toBe("");
  await project.write({ "schema.ts": MODELS.replace('city: integer("city")', 'town: integer("town")') });
  const { stdout: changed } = await project.run("check");
  expect(changed).toMatch("column visits.town: added");
  expect(changed).not.toMatch("cities");
});

it("refuses to make of a table one that inherits", async () => {
  const other = await freshDatabase({ sql: "CREATE TABLE cities (id integer, people integer)" });
  for (const sides of [
    [database.url, other.url],
    [other.url, database.url],
  ]) {
    const { code, stderr } = await project.run("diff", ...sides);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching("cities is a table on one side and on the other an inheritance child"),
    ]);
  }
  await other.drop();
});

it("leaves one alone that a revision has made by itself", async () => {
  await project.write({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", revisions: "./migrations" };\n',
    "migrations/20260101_000000_111111111111_first.ts": `import { type Operations } from "limbeck";
export const revision = "111111111111";
export const downRevision = null;
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];
export function upgrade(op: Operations): void {
  op.execute(${JSON.stringify(SQL)});
}
export function downgrade(op: Operations): void {
  op.execute("DROP TABLE visits, cities, places");
}
`,
  });
  // The second time from the snapshot.
  for (let time = 0; time < 2; time += 1) {
    const { stdout, stderr } = await project.run("check", "-v", "--against", "revisions");
    expect(stdout).toBe("The models match the revisions.\n");
    expect(stderr).toMatch("left alone: inheritance child cities");
  }
  expect((await project.run("diff", "head", "models")).stdout).toBe("");
});
