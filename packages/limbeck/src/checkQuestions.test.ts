import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import type pg from "pg";

import { check, revision, upgrade } from "./index.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const SCHEMA = `import { pgTable, serial, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id").primaryKey(), name: text("name").default("x") });
`;
const config = { schema: "./schema.ts", revisionIds: "sequential" } as const;

let database: TestDatabase;
let project: TestProject;
let client: pg.Client;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({ "schema.ts": SCHEMA, "tsconfig.json": "{}" });
  await revision(config, { cwd: project.folder, message: "first", autogenerate: true });
  await upgrade({ ...config, url: database.url }, "head", { cwd: project.folder });
  client = await database.client();
  // As after any first statement, it knows whether a transaction is open.
  await client.query("SELECT 1");
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

/** What a client is asked meanwhile. */
async function questions(act: (connection: pg.Client) => Promise<unknown>): Promise<readonly string[]> {
  const texts: string[] = [];
  const query = client.query.bind(client) as (question: { readonly text: string }) => unknown;
  Reflect.set(client, "query", (question: { readonly text: string }) => {
    texts.push(question.text);
    return query(question);
  });
  await act(client);
  Reflect.deleteProperty(client, "query");
  return texts;
}

it("a check of nothing new asks one question: version rows, history, catalog, nothing again", async () => {
  const cwd = project.folder;
  await check(config, { cwd, connection: client });
  const asked = await questions((connection) => check(config, { cwd, connection }));
  // Of an application's client nobody heard the greeting, which tells the version.
  expect(asked.map((text) => text.slice(0, 40))).toEqual([
    "SHOW server_version_num",
    expect.stringContaining("BEGIN ISOLATION LEVEL REPEATABLE READ"),
  ]);
});

it("a role that may not read the version rows is told so", async () => {
  const role = `blind_${database.name}`;
  await database.execute(`CREATE ROLE ${role} LOGIN`);
  const url = new URL(database.url);
  url.username = role;
  try {
    const refused = await failure(check({ ...config, url: url.href }, { cwd: project.folder }));
    expect(refused).toMatchObject({ code: "statement-failed", facts: { sqlstate: "42501" } });
    expect(refused.message).toContain("limbeck_version");
  } finally {
    await database.execute(`DROP ROLE ${role}`);
  }
});
