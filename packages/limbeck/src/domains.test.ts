import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { customType, integer, pgTable } from "drizzle-orm/pg-core";
const codeColumn = customType<{ data: string }>({ dataType: () => "code" });
export const books = pgTable("books", { id: integer("id").primaryKey(), code: codeColumn("code") });
`;
const DECLARED = `import { pgDomain } from "limbeck/pg";
export const code = pgDomain("code", { type: "text", checks: { code_short: "length(VALUE) < 9" } });
${MODELS}`;

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

describe("domains", () => {
  it("are left alone, and stood in for, until one is declared", async () => {
    await database.execute(
      "CREATE DOMAIN code AS text CONSTRAINT code_short CHECK (length(VALUE) < 9); CREATE DOMAIN other AS integer",
    );
    await generate("books");
    const { stdout, stderr } = await project.run("check", "-v");
    expect(stdout).toBe("The models match the database.\n");
    expect(stderr).toMatch("left alone: domain code\n  left alone: domain other");
    await project.write({ "schema.ts": DECLARED });
    expect((await project.run("check")).stdout).toBe("domain other: removed\n");
    expect((await project.run("diff", "database", "models")).stdout).toBe("domain other: removed\n");
  });

  it("are made, changed and made anew, with their columns", async () => {
    await project.write({ "schema.ts": DECLARED });
    await generate("books");
    await database.execute("INSERT INTO books VALUES (1, '42')");
    await project.write({ "schema.ts": DECLARED.replace("< 9", "< 19") });
    await generate("longer");
    await project.write({
      "schema.ts": DECLARED.replace('"text"', '"integer"').replace("length(VALUE)", "VALUE % 9"),
    });
    await generate("numbers");
    const client = await database.client();
    expect((await client.query("SELECT code + 1 AS next FROM books")).rows).toEqual([{ next: 43 }]);
    expect((await project.run("downgrade", "base", "--yes")).code).toBe(0);
    const left = await client.query("SELECT FROM pg_type WHERE typname = 'code'");
    expect(left.rows).toEqual([]);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");
  });
});
