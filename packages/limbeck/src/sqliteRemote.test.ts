import { createRequire } from "node:module";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type HranaDatabase, hranaServer, type HranaServer } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const require = createRequire(import.meta.url);
const Libsql = createRequire(require.resolve("@libsql/client"))("libsql") as new (
  path: string,
) => HranaDatabase;

const MODELS = `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer().primaryKey(), name: text().notNull() });
export const tasks = sqliteTable("tasks", {
  id: integer().primaryKey(),
  owner: integer().references(() => users.id, { onDelete: "cascade" }),
  title: text(),
});
`;

let project: TestProject;
let server: HranaServer;
let file: string;
beforeEach(async () => {
  project = await testProject({ "schema.ts": MODELS, "tsconfig.json": "{}" });
  file = join(project.folder, "server.db");
  server = await hranaServer(() => new Libsql(file));
  const credentials = JSON.stringify({ url: server.url, authToken: "S3CRET" });
  await project.write({
    "drizzle.config.ts": `export default { dialect: "turso", schema: "./schema.ts", dbCredentials: ${credentials} };\n`,
  });
});
afterEach(async () => {
  await server.close();
  await project.remove();
});

async function run(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await project.run(...argv, "--json");
  expect(stdout + stderr).not.toContain("S3CRET");
  return { code, ...(JSON.parse(stdout) as object) };
}

/** What the server's file holds, looked at beside the server. */
function look(sql: string): readonly unknown[] {
  const database = new Libsql(file);
  const statement = database.prepare(sql);
  statement.raw(true);
  const rows = statement.all();
  database.close();
  return rows;
}

const CHANGED = MODELS.replace("title: text()", "title: text().notNull()");
const write = (models: string): Promise<void> => project.write({ "schema.ts": models });

describe("a project on a server of libSQL", () => {
  it("has the commands that one on a file has", async () => {
    expect(await run("revision", "--autogenerate", "-m", "first")).toMatchObject({
      code: 0,
      proof: { kind: "proved" },
    });
    expect(await run("upgrade", "head")).toMatchObject({ code: 0, rows: [expect.any(String)] });
    expect(look("SELECT name FROM sqlite_schema WHERE name IN ('users', 'tasks')")).toHaveLength(2);
    expect(await run("check")).toMatchObject({ code: 0, against: "database", differences: [] });
    expect(await run("current")).toMatchObject({ code: 0, atHeads: true });
    expect(await run("downgrade", "base", "--yes")).toMatchObject({ code: 0, rows: [] });
    expect(look("SELECT name FROM sqlite_schema WHERE name IN ('users', 'tasks')")).toEqual([]);
  }, 60_000);

  it("makes a table anew that nothing points at, and refuses one that would take rows along", async () => {
    await run("revision", "--autogenerate", "-m", "first");
    await run("upgrade", "head");
    look("INSERT INTO users VALUES (1, 'Ada') RETURNING id");
    look("INSERT INTO tasks VALUES (7, 1, 'a') RETURNING id");
    await write(CHANGED);
    await run("revision", "--autogenerate", "-m", "second");
    expect(await run("upgrade", "head")).toMatchObject({ code: 0 });
    expect(look("SELECT id, owner, title FROM tasks")).toEqual([[7, 1, "a"]]);
    const before = look("SELECT sql FROM sqlite_schema");
    await write(CHANGED.replace("name: text().notNull()", "name: text()"));
    await run("revision", "--autogenerate", "-m", "third");
    const refused = await run("upgrade", "head");
    expect(refused).toMatchObject({
      code: 3,
      error: { code: "rebuild-cascades", facts: { table: "users", pointedAtBy: ["tasks"] } },
    });
    expect(look("SELECT sql FROM sqlite_schema")).toEqual(before);
    expect(look("SELECT id, owner, title FROM tasks")).toEqual([[7, 1, "a"]]);
    expect(await run("current")).toMatchObject({ atHeads: false });
  }, 60_000);
});
