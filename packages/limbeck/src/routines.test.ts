import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { customType, integer, pgTable, text } from "drizzle-orm/pg-core";
const citext = customType<{ data: string }>({ dataType: () => "citext" });
export const books = pgTable("books", { id: integer("id").primaryKey(), title: citext("title"), seen: text("seen") });
`;
const DECLARED = `import { pgExtension, pgFunction, pgTrigger } from "limbeck/pg";
${MODELS}
export const ci = pgExtension("citext");
export const note = pgFunction("note", { returns: "trigger", language: "plpgsql", body: "BEGIN NEW.seen := 'yes'; RETURN NEW; END" });
export const noted = pgTrigger(books, "noted", { timing: "before", events: ["insert"], forEach: "row", execute: note });
`;

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

const generate = async (message: string): Promise<string> => {
  const { code, stderr } = await project.run("revision", "--autogenerate", "-m", message);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/ {2}proved/)]);
  expect((await project.run("upgrade", "head")).code).toBe(0);
  expect((await project.run("check")).stdout).toBe("The models match the database.\n");
  return stderr;
};

describe("extensions, functions and triggers", () => {
  it("are left alone until one of the kind is declared; an extension is stood in for", async () => {
    await database.execute(`CREATE EXTENSION citext; CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
      CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`);
    await generate("books");
    await database.execute("CREATE TRIGGER by_hand BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION g()");
    const { stdout, stderr } = await project.run("check", "-v");
    expect(stdout).toBe("The models match the database.\n");
    for (const kept of ["extension citext", "function f(integer)", "function g()", "trigger books.by_hand"])
      expect(stderr).toContain(`left alone: ${kept}\n`);
    await project.write({ "schema.ts": DECLARED });
    expect((await project.run("check")).stdout.split("\n").sort()).toEqual([
      "",
      "function f(integer): removed",
      "function g(): removed",
      "function note(): added",
      "trigger books.by_hand: removed",
      "trigger books.noted: added",
    ]);
  });

  it("a function that only a trigger brings along is made and changed, and says nothing of others", async () => {
    await database.execute("CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT n'");
    const brought = DECLARED.replace("export const note =", "const note =");
    await project.write({ "schema.ts": brought });
    await generate("books");
    await project.write({ "schema.ts": brought.replace("'yes'", "'no'") });
    expect((await project.run("check")).stdout).toBe("function note(): changed\n");
    await generate("no");
    expect((await project.run("check", "-v")).stderr).toContain("left alone: function f(integer)\n");
  });

  it("are made, changed and taken back", async () => {
    await project.write({ "schema.ts": DECLARED });
    await generate("books");
    await database.execute("INSERT INTO books VALUES (1, 'A')");
    await project.write({
      "schema.ts": DECLARED.replace("'yes'", "'no'").replace('text("seen")', 'citext("seen")'),
    });
    await generate("no");
    await database.execute("INSERT INTO books VALUES (2, 'B')");
    const client = await database.client();
    const { rows } = await client.query("SELECT seen FROM books ORDER BY id");
    expect(rows).toEqual([{ seen: "yes" }, { seen: "no" }]);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");
    expect((await project.run("downgrade", "base", "--yes")).code).toBe(0);
    const left = await client.query(
      "SELECT FROM pg_proc WHERE proname = 'note' UNION ALL SELECT FROM pg_extension WHERE extname = 'citext'",
    );
    expect(left.rows).toEqual([]);
  });

  it("in SQL are put in place behind the renames of what they read, on the way there and back", async () => {
    const models = (
      table: string,
      column: string,
    ): string => `import { integer, pgTable } from "drizzle-orm/pg-core";
import { pgFunction } from "limbeck/pg";
export const tasks = pgTable("${table}", { id: integer("id").primaryKey(), ${column}: integer("${column}") });
export const most = pgFunction("most", { returns: "integer", language: "sql", body: 'SELECT max("${column}") FROM ${table}' });
`;
    await project.write({ "schema.ts": models("tasks", "n") });
    await generate("start");
    await project.write({ "schema.ts": models("jobs", "left") });
    const renames = ["--rename", "tasks:jobs", "--rename", "tasks.n:left"];
    await project.ok("revision", "--autogenerate", "-m", "renamed", ...renames);
    for (const way of ["upgrade", "downgrade", "upgrade"] as const) {
      await project.ok(way, way === "upgrade" ? "head" : "-1", ...(way === "upgrade" ? [] : ["--yes"]));
      const client = await database.client();
      const { rows } = await client.query<{ most: number | null }>("SELECT most()");
      expect(rows).toEqual([{ most: null }]);
    }
    expect((await project.run("check")).stdout).toBe("The models match the database.\n");
  });

  it("with a body that the server has parsed follow a rename, and change with it where they are to", async () => {
    const models = (
      table: string,
      more: number,
    ): string => `import { integer, pgTable } from "drizzle-orm/pg-core";
import { pgFunction } from "limbeck/pg";
export const tasks = pgTable("${table}", { id: integer("id").primaryKey() });
export const many = pgFunction("many", { returns: "bigint", language: "sql", body: "BEGIN ATOMIC\\n SELECT (count(*) + ${more})\\n    FROM ${table};\\nEND" });
`;
    const client = await database.client();
    await client.query("CREATE TABLE tasks (id integer PRIMARY KEY)");
    await client.query(
      "CREATE FUNCTION many() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) + 1 FROM tasks; END",
    );
    const sides = ["diff", "database", "models", "--rename", "tasks:jobs"];
    await project.write({ "schema.ts": models("jobs", 1) });
    expect(await project.ok(...sides)).not.toMatch("many");
    await project.write({ "schema.ts": models("jobs", 2) });
    expect(await project.ok(...sides)).toMatch("function many(): changed");
  });
});
