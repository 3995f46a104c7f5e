import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const models = (title: string) => `import { integer, pgTable, text, varchar } from "drizzle-orm/pg-core";
export const tasks = pgTable("tasks", { id: integer("id").primaryKey(), title: ${title} });
`;

/** What nobody told the models of. */
const BY_HAND = `CREATE VIEW titles AS SELECT title FROM tasks; COMMENT ON VIEW titles IS 'it''s $limbeck$ by hand';
  GRANT SELECT ON titles TO PUBLIC;
  CREATE MATERIALIZED VIEW lengths AS SELECT length(title) AS long FROM titles; CREATE INDEX by_length ON lengths (long)`;

/** All that is known of the two. */
const LOOK = `SELECT relname, relkind, relacl::text, obj_description(c.oid, 'pg_class') AS comment,
    (SELECT array_agg(indexrelid::regclass::text) FROM pg_index WHERE indrelid = c.oid) AS indexes
  FROM pg_class c WHERE relname IN ('titles', 'lengths') ORDER BY relname`;

describe("views that somebody made by hand, over a column that gets another type", () => {
  let database: TestDatabase;
  let project: TestProject;
  beforeAll(async () => {
    database = await freshDatabase({});
    project = await testProject({
      "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./src/schema.ts" });
`,
      "tsconfig.json": "{}",
      ".env": `DATABASE_URL=${database.url}\n`,
      "src/schema.ts": models(`varchar("title", { length: 20 })`),
    });
  });
  afterAll(async () => {
    await project.remove();
    await database.drop();
  });

  async function look(): Promise<readonly unknown[]> {
    const client = await database.client();
    const { rows } = await client.query<Record<string, unknown>>(LOOK);
    return rows;
  }

  it("make way and come back where they are, and are not missed where they are not", async () => {
    await project.ok("revision", "--autogenerate", "-m", "start");
    await project.ok("upgrade", "head");
    await database.execute(BY_HAND);
    const start = await look();
    expect(start).toHaveLength(2);
    await project.write({ "src/schema.ts": models(`text("title")`) });
    await project.ok("revision", "--autogenerate", "-m", "wider");
    const { stdout: text } = await project.run("upgrade", "head", "--sql");
    expect(text).toContain(`DROP VIEW IF EXISTS "titles"`);
    await project.ok("upgrade", "head");
    expect(await look()).toEqual(start);
    // The revisions alone make a database without them.
    await project.ok("check", "--against", "revisions");
    await project.ok("downgrade", "-1");
    expect(await look()).toEqual(start);
  });
});
