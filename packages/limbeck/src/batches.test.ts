import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const SCHEMA = `import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: integer("id").primaryKey(), name: text("name"), slug: text("slug").notNull() });
`;

const file = (revision: string, down: string, body: string) => `import { sql } from "drizzle-orm";
import { type Operations } from "limbeck";
export const revision = "${revision}";
export const downRevision = ${down};
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];
export function upgrade(op: Operations): void {
  ${body}
}
export function downgrade(): void {}
void sql;
`;

const TABLE = `op.createTable("users", {
    columns: [{ name: "id", type: "integer", nullable: false }, { name: "name", type: "text" }],
    primaryKey: ["id"],
  });
  op.bulkInsert("users", [{ id: 1, name: "Ada" }, { id: 2, name: "Grace" }]);`;

const WALK = `op.addColumn("users", { name: "slug", type: "text" });
  op.batches("users", { size: 1 }, async ({ db, op, where, rows, context }) => {
    if (context.offline || rows !== 1) throw new Error("not as told");
    await db.execute(sql\`UPDATE users SET slug = lower(name) WHERE \${sql.raw(where)}\`);
    await op.execute(\`UPDATE users SET slug = slug || '!' WHERE \${where}\`);
  });
  op.alterColumn("users", "slug", { nullable: false });`;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase();
  project = await testProject({
    "schema.ts": SCHEMA,
    "tsconfig.json": "{}",
    "limbeck.config.ts": `export default { schema: "./schema.ts", url: "${database.url}" };\n`,
    "revisions/0001_users.ts": file("0001", "null", TABLE),
    "revisions/0002_slugs.ts": file("0002", '"0001"', WALK),
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

it("op.batches of a revision file is run on a database and in replays, and has no SQL", async () => {
  const run = await project.run("upgrade", "head");
  expect([run.code, run.stderr]).toEqual([0, expect.stringContaining("0001 -> 0002")]);
  const client = await database.client();
  const { rows } = await client.query("SELECT slug FROM users ORDER BY id");
  await client.end();
  expect(rows).toEqual([{ slug: "ada!" }, { slug: "grace!" }]);
  expect((await project.run("check")).code).toBe(0);
  expect((await project.run("check", "--against", "revisions")).code).toBe(0);
  const sql = await project.run("upgrade", "base:head", "--sql");
  expect([sql.code, sql.stdout]).toEqual([3, ""]);
  expect(sql.stderr).toContain("op.batches looks at a database");
});
