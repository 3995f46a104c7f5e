import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const BEFORE = `
import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const rooms = pgTable("rooms", { id: integer().primaryKey() });
export const users = pgTable("users", { id: integer().primaryKey(), email: text(), room: integer() });
`;

const AFTER = `
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
export const rooms = pgTable("rooms", { id: integer().primaryKey() });
export const users = pgTable(
  "users",
  { id: integer().primaryKey(), email: text().notNull(), room: integer().references(() => rooms.id) },
  (users) => [
    unique("one_email").on(users.email),
    index("users_room").on(users.room),
    check("email_given", sql\`\${users.email} <> ''\`),
  ],
);
`;

let database: TestDatabase;
let project: TestProject;
beforeAll(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "limbeck.config.ts": `export default { schema: "./schema.ts", online: true };\n`,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${database.url}\n`,
    "schema.ts": BEFORE,
  });
  await project.ok("revision", "--autogenerate", "-m", "start");
  await project.ok("upgrade", "head");
  await database.execute(
    "INSERT INTO rooms VALUES (1); INSERT INTO users VALUES (1, 'ada', 1), (2, NULL, NULL)",
  );
  await project.write({ "schema.ts": AFTER });
});
afterAll(async () => {
  await project.remove();
  await database.drop();
});

const STEPS = ["notValid: true", "op.validateConstraint", "{ concurrently: true }"];

describe("a configuration that is online", () => {
  it("changes tables in steps, which are proved, run, taken back and run again", async () => {
    const file = join(project.folder, (await project.ok("revision", "--autogenerate", "-m", "users")).trim());
    const text = await readFile(file, "utf8");
    for (const step of STEPS) expect(text).toContain(step);

    const unfilled = await project.run("upgrade", "head");
    expect(unfilled.code).toBe(4);
    expect(unfilled.stderr).toContain("write it in place of TODO");
    await writeFile(file, text.replace("sql`TODO`", '"nobody"'));
    await project.ok("upgrade", "head");
    expect(await project.ok("check")).toContain("match");
    await project.ok("downgrade", "-1");
    await project.ok("upgrade", "head");
    expect(await project.ok("check")).toContain("match");
  });

  it("is not, where the command says so", async () => {
    await project.write({ "schema.ts": BEFORE });
    const draft = ["revision", "--autogenerate", "-m", "back", "--dry-run"];
    expect(await project.ok(...draft)).toContain(
      'op.dropIndex("users", "users_room", { concurrently: true });',
    );
    expect(await project.ok(...draft, "--no-online")).toContain('op.dropIndex("users", "users_room");');
  });
});
