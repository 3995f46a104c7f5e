import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const models = (number: string): string => `import { integer, pgTable, serial } from "drizzle-orm/pg-core";
export const books = pgTable("Books", { id: integer().primaryKey(), number: ${number} });
`;

let database: TestDatabase;
let project: TestProject;
beforeAll(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "drizzle.config.ts": `export default { dialect: "postgresql", schema: "./schema.ts" };\n`,
    ".env": `DATABASE_URL=${database.url}\n`,
    "schema.ts": models("serial()"),
  });
});
afterAll(async () => {
  await project.remove();
  await database.drop();
});

async function next(id: number): Promise<unknown> {
  const { rows } = await (
    await database.client()
  ).query(`INSERT INTO "Books" (id) VALUES (${id}) RETURNING number`);
  return (rows[0] as { readonly number: unknown }).number;
}

it("a column that goes from serial to identity and back hands out no number twice", async () => {
  await project.ok("revision", "--autogenerate", "-m", "serial");
  await project.ok("upgrade", "head");
  expect([await next(1), await next(2), await next(3)]).toEqual([1, 2, 3]);
  await database.execute(`DELETE FROM "Books" WHERE id > 1`);

  await project.write({ "schema.ts": models("integer().notNull().generatedAlwaysAsIdentity()") });
  await project.ok("revision", "--autogenerate", "-m", "identity");
  await project.ok("upgrade", "head");
  await project.ok("check");
  expect([await next(4), await next(5)]).toEqual([4, 5]);
  await database.execute(`DELETE FROM "Books" WHERE id > 1`);

  await project.ok("downgrade", "-1");
  expect(await next(6)).toBe(6);
});
