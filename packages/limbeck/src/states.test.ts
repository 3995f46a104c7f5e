import { rm } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { catalogWitness, freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { type Ran, testProject, type TestProject } from "./testing/project.ts";

const SCHEMA = `import { pgTable, serial, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial("id").primaryKey(), name: text("name") });
`;
const WIDER = SCHEMA.replace('text("name")', 'text("name"), email: text("email")');
const FILES = {
  "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
  "schema.ts": SCHEMA,
  "tsconfig.json": "{}",
};

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({ ...FILES, ".env": `DATABASE_URL=${database.url}\n` });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

async function autogenerate(message: string, ...more: readonly string[]): Promise<Ran> {
  return project.run("revision", "--autogenerate", "-m", message, ...more);
}

async function codeOf(...argv: readonly string[]): Promise<unknown> {
  const { code, stdout } = await project.run(...argv, "--json");
  const answer = JSON.parse(stdout) as { readonly error?: { readonly code: string } };
  return [code, answer.error?.code];
}

/** One revision, applied. */
async function start(): Promise<void> {
  await autogenerate("first");
  await project.run("upgrade", "head");
}

describe("a database that is not where the files are", () => {
  it("is behind: autogenerate and check say so, and write nothing", async () => {
    await autogenerate("first");
    expect(await codeOf("check")).toEqual([3, "database-behind"]);
    expect(await codeOf("revision", "--autogenerate", "-m", "second")).toEqual([3, "database-behind"]);
    expect((await project.run("check")).stderr).toMatch(/1 revision behind[^]*limbeck upgrade head/);
    expect((await project.run("check", "--against", "revisions")).code).toBe(0);
    expect(Object.keys(await project.revisions())).toEqual(["0001_first.ts"]);
  });

  it("is ahead: it holds a revision that no file has", async () => {
    await start();
    await rm(join(project.folder, "revisions/0001_first.ts"));
    expect(await codeOf("upgrade", "head")).toEqual([3, "database-revision-unknown"]);
    expect((await project.run("current")).stderr).toMatch("0001");
    expect((await project.run("heads")).code).toBe(0);
    expect((await project.run("stamp", "base", "--purge")).code).toBe(0);
    expect((await project.run("current")).stdout).toBe("");
  });

  it("was changed by hand: check names the difference in words", async () => {
    await start();
    await database.execute('ALTER TABLE users ADD COLUMN "seen at" timestamptz; DROP TABLE IF EXISTS x');
    const { code, stdout } = await project.run("check");
    expect([code, stdout]).toEqual([1, "column users.seen at: removed\n"]);
    expect((await project.run("diff", "head", "database")).stdout).toBe("column users.seen at: added\n");
  });

  it("has the tables already: stamp says so without running anything", async () => {
    await database.execute("CREATE TABLE users (id serial PRIMARY KEY, name text)");
    const nothing = await autogenerate("first");
    expect(nothing).toMatchObject({ code: 0, stdout: "" });
    expect(nothing.stderr).toMatch(/no revision yet\.\n[^]*--against revisions[^]*limbeck stamp head/);
    await autogenerate("first", "--against", "revisions");
    expect((await project.run("upgrade", "head")).code).toBe(4);
    expect((await project.run("stamp", "head")).code).toBe(0);
    expect((await project.run("check")).stdout).toBe("The models match the database.\n");
    expect((await project.run("current")).stdout).toBe("0001 (head)\n");
  });
});

describe("models", () => {
  it("that export nothing never become DROP TABLE", async () => {
    await start();
    await project.write({ "schema.ts": SCHEMA.replace("export ", "") });
    expect(await codeOf("revision", "--autogenerate", "-m", "second")).toEqual([3, "models-empty"]);
    expect((await project.run("check")).stderr).toMatch("schema.ts");
  });

  it("whose callback throws are named with line and column", async () => {
    const broken = SCHEMA.replace("})", "}, () => {\n  throw new Error('no index today');\n})");
    await project.write({ "schema.ts": broken });
    const { code, stderr } = await project.run("check");
    expect(code).toBe(2);
    expect(stderr).toMatch(/schema\.ts:3:\d+: .*users.*no index today/);
  });
});

describe("tables of somebody else", () => {
  const PROFILES = `import { pgSchema, pgTable, text, uuid } from "drizzle-orm/pg-core";
const users = pgSchema("auth").table("users", { id: uuid("id").primaryKey(), email: text("email") });
export const profiles = pgTable("profiles", {
  id: uuid("id").primaryKey().references(() => users.id, { onDelete: "cascade" }),
});
`;

  it("are led to by foreign keys, stood in for where there is no database, and left alone where there is one", async () => {
    await project.write({ "schema.ts": PROFILES });
    expect((await autogenerate("profiles", "--against", "revisions")).code).toBe(0);
    const [file = ""] = Object.values(await project.revisions());
    expect(file).toMatch(/references: \{\s+table: \{ schema: "auth", name: "users" \}/);
    expect(file).not.toMatch(/op\.createSchema|email/);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");

    await database.execute("CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY, secret text)");
    expect((await project.run("upgrade", "head")).code).toBe(0);
    expect((await project.run("check")).stdout).toBe("The models match the database.\n");
    await project.write({
      "schema.ts": PROFILES.replace(
        "export const",
        'export const more = pgTable("more", { id: uuid("id").references(() => users.id) });\nexport const',
      ),
    });
    expect((await autogenerate("more")).code).toBe(0);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");
  });
});

describe("a revision file", () => {
  it("is not written where nothing differs, and by --dry-run", async () => {
    await start();
    expect(await autogenerate("again")).toMatchObject({ code: 0, stdout: "" });
    await project.write({ "schema.ts": WIDER });
    expect((await autogenerate("wider", "--dry-run")).stdout).toMatch('op.addColumn("users"');
    expect(Object.keys(await project.revisions())).toEqual(["0001_first.ts"]);
  });

  it("is empty without --autogenerate, and runs no model", async () => {
    await project.write({ "schema.ts": "throw new Error('not asked for');\n" });
    expect((await project.run("revision", "-m", "mine", "--rev-id", "m1")).stdout).toBe(
      "revisions/m1_mine.ts\n",
    );
    expect((await project.revisions())["m1_mine.ts"]).toMatch("export function upgrade(): void {}");
    expect(await codeOf("revision", "-m", "mine", "--rev-id", "m1")).toEqual([2, "revision-id-taken"]);
  });

  it("comes from any two sides by diff --revision", async () => {
    await database.execute("CREATE TABLE notes (id int PRIMARY KEY, body text DEFAULT 'x')");
    const { code, stdout } = await project.run("diff", "empty", "database", "--revision", "-m", "notes");
    expect([code, stdout]).toEqual([0, "revisions/0001_notes.ts\n"]);
    expect((await project.revisions())["0001_notes.ts"]).toMatch('op.createTable("notes"');
  });

  it("that fails leaves the database as it was, and says the operation, the place and the statement", async () => {
    await start();
    const before = await catalogWitness(await database.client());
    await project.run("revision", "-m", "broken");
    const [, name = ""] = Object.keys(await project.revisions());
    const text = (await project.revisions())[name] ?? "";
    const body =
      'export function upgrade(op: Operations): void {\n  op.addColumn("users", { name: "a", type: "text" });\n  op.execute("SELECT * FROM no_such_table");\n}';
    await project.write({
      [`revisions/${name}`]: text
        .replace("export function upgrade(): void {}", body)
        .replace("*/\n", '*/\nimport { type Operations } from "limbeck";\n'),
    });
    const { code, stderr } = await project.run("upgrade", "head");
    expect(code).toBe(4);
    expect(stderr).toMatch(/0002/);
    expect(stderr).toMatch(new RegExp(`${name}:\\d+`));
    expect(stderr).toMatch(/SELECT \* FROM no_such_table/);
    expect(await catalogWitness(await database.client())).toEqual(before);
    expect((await project.run("current")).stdout).toBe("0001\n");
  });
});

describe("a data migration", () => {
  it("adds a column, fills it from another with Drizzle on the migration's own transaction, makes it NOT NULL", async () => {
    await start();
    await database.execute("INSERT INTO users (name) VALUES ('Ada'), ('Grace')");
    await project.write({
      "revisions/0002_email.ts": `import { eq, sql as drizzleSql } from "drizzle-orm";
import { pgTable, integer, text } from "drizzle-orm/pg-core";
import { sql, type Operations } from "limbeck";

export const revision = "0002";
export const downRevision = "0001";
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

const users = pgTable("users", { id: integer("id"), name: text("name"), email: text("email") });

export function upgrade(op: Operations): void {
  op.addColumn("users", { name: "email", type: "text" });
  op.run(async ({ db, context }) => {
    for (const { id, name } of await db.select().from(users)) {
      await db.update(users).set({ email: name.toLowerCase() + "@example.org" }).where(eq(users.id, id));
    }
    await db.execute(drizzleSql\`UPDATE users SET name = upper(name)\`);
  });
  op.alterColumn("users", "email", { nullable: false });
  op.bulkInsert("users", [{ name: "Linus", email: "linus@example.org" }]);
  op.execute(sql\`UPDATE users SET name = \${"O'Hara"} WHERE email = 'linus@example.org'\`);
}

export function downgrade(op: Operations): void {
  op.dropColumn("users", "email");
}
`,
      "schema.ts": WIDER.replace('text("email")', 'text("email").notNull()'),
    });
    expect((await project.run("upgrade", "head")).code).toBe(0);
    const client = await database.client();
    const { rows } = await client.query("SELECT name, email FROM users ORDER BY id");
    expect(rows).toEqual([
      { name: "ADA", email: "ada@example.org" },
      { name: "GRACE", email: "grace@example.org" },
      { name: "O'Hara", email: "linus@example.org" },
    ]);
    expect((await project.run("check")).code).toBe(0);
    expect((await project.run("check", "--against", "revisions")).code).toBe(0);
    expect(await codeOf("upgrade", "head", "--sql")).toEqual([3, expect.stringMatching(/offline/)]);
  });

  it("is asked for before a downgrade that loses data", async () => {
    await start();
    await database.execute("INSERT INTO users (name) VALUES ('Ada'), ('Grace')");
    expect(await codeOf("downgrade", "-1")).toEqual([3, "data-would-be-lost"]);
    const refused = await project.run("downgrade", "-1", "--json");
    expect(refused.stderr).toContain("drops table users and its rows (2)");
    const loss = {
      revision: "0001",
      code: "loses-table",
      message: "drops table users and its rows",
      loses: [{ kind: "table", table: { name: "users" } }],
      count: { number: 2, precision: "exact" },
    };
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { facts: { losses: [loss] } } });
    const done = await project.run("downgrade", "-1", "--yes", "--json");
    expect(JSON.parse(done.stdout)).toMatchObject({ rows: [], losses: [loss] });
    expect((await project.run("current")).stdout).toBe("");
  });

  it("is not asked for where there is nothing to lose", async () => {
    await start();
    const { code, stderr } = await project.run("downgrade", "-1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("loses data") });
  });
});
