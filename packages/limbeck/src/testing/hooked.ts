import { freshDatabase } from "@limbeck/testkit";
import pg from "pg";

import { type Ran, testProject, type TestProject } from "./project.ts";

const SCHEMA = `import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: integer("id").primaryKey(), name: text("name") });
export const old = pgTable("legacy_users", { id: integer("id") });
`;

/** A project with two tables, whose configuration a test hooks into, and a database. */
export interface Hooked {
  readonly project: TestProject;
  /** Writes the configuration, with what a test adds; `more` stands above it. */
  readonly configured: (options: string, more?: string) => Promise<void>;
  readonly autogenerate: (...flags: readonly string[]) => Promise<Ran>;
  readonly onDatabase: (...argv: readonly string[]) => Promise<Ran>;
  readonly query: (text: string) => Promise<readonly object[]>;
  readonly end: () => Promise<void>;
}

export async function hooked(): Promise<Hooked> {
  const database = await freshDatabase();
  const project = await testProject({ "schema.ts": SCHEMA, "package.json": '{ "type": "module" }' });
  return {
    project,
    configured: (options, more = "") =>
      project.write({
        "limbeck.config.mjs": `import { defineOperation } from "limbeck"; import { sql } from "drizzle-orm"; ${more}
      export default { schema: "./schema.ts", revisionIds: "sequential", ${options} };`,
      }),
    autogenerate: (...flags) => project.run("revision", "--autogenerate", "-m", "first", ...flags),
    onDatabase: (...argv) => project.run(...argv, "--url", database.url),
    query: (text) => query(database.url, text),
    end: async () => {
      await project.remove();
      await database.drop();
    },
  };
}

async function query(url: string, text: string): Promise<readonly object[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
