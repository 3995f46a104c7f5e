import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { sql } from "drizzle-orm";
import { check, integer, pgEnum, pgTable, pgView, text } from "drizzle-orm/pg-core";
export const mood = pgEnum("mood", ["sad", "ok"]);
export const tasks = pgTable("tasks", { id: integer("id"), title: text("title"), mood: mood("mood") }, (t) => [
  check("titled", sql\`short(title) <> ''\`),
]);
export const ok = pgView("ok", { id: integer("id") }).as(sql\`select t.id from tasks t where t.mood = 'ok'\`);
`;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  await database.execute(`CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE FUNCTION short(word text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT left(word, 3)';
    CREATE TABLE tasks (id integer, title text, mood mood, CONSTRAINT titled CHECK (short(title) <> ''));
    CREATE VIEW ok AS SELECT t.id FROM tasks t WHERE t.mood = 'ok';
    REVOKE ALL ON DATABASE ${database.name} FROM PUBLIC;
    CREATE ROLE plain_${database.name} LOGIN;
    GRANT CONNECT ON DATABASE ${database.name} TO plain_${database.name};
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain_${database.name}`);
  const url = new URL(database.url);
  url.username = `plain_${database.name}`;
  project = await testProject({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
    "schema.ts": MODELS,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${url.href}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.execute(`DROP OWNED BY plain_${database.name}; DROP ROLE plain_${database.name}`);
  await database.drop();
});

it("a role that may make no temporary objects has views compared on the embedded engine", async () => {
  const same = await project.run("check");
  expect([same.code, same.stdout]).toEqual([0, "The models match the database.\n"]);
  expect(same.stderr).not.toContain("could not compare view");
  await project.write({ "schema.ts": MODELS.replace("t.mood = 'ok'", "t.mood = 'sad'") });
  const other = await project.run("check");
  expect([other.code, other.stdout]).toEqual([1, "view ok: changed\n"]);
});
