import { afterAll, beforeAll, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "./testing/project.ts";

let project: TestProject;
beforeAll(async () => {
  project = await testProject({
    "drizzle.config.ts": `export default { dialect: "postgresql", schema: "./schema.ts" };\n`,
    "schema.ts": `import { integer, pgPolicy, pgTable } from "drizzle-orm/pg-core";
export const t = pgTable("t", { id: integer() });
export const readers = pgPolicy("readers", { for: "select" });
`,
  });
});
afterAll(() => project.remove());

it("says what of the models is left out, and what to do", async () => {
  for (const command of [
    ["revision", "--autogenerate", "-m", "first"],
    ["diff", "empty", "models"],
  ]) {
    const { code, stderr } = await project.run(...command);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^ {2}warning {3}Policy readers in .*schema\.ts belongs to no table, and is left out\.$/m,
    );
    expect(stderr).toContain(
      "\n  hint      Return it in the callback of its table, or link it: pgPolicy(…).link(table).\n",
    );
  }
});

it("refuses models that are all of another database, and says where that is said", async () => {
  await project.write({
    "schema.ts": `import { sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { name: text() });
export const notes = sqliteTable("notes", { text: text() });
`,
  });
  for (const command of [
    ["check"],
    ["revision", "--autogenerate", "-m", "first"],
    ["diff", "models", "empty"],
  ]) {
    const { code, stderr } = await project.run(...command);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no table of PostgreSQL: (?:users|notes) and 1 more are built for another/);
    expect(stderr).toMatch('dialect: "sqlite"');
  }
});
