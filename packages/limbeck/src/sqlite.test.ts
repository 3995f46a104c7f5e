import { existsSync } from "node:fs";
import { join } from "node:path";

import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { check, current, upgrade } from "./index.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const MODELS = `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer().primaryKey(), name: text().notNull() });
`;
const POSTGRES = `import { pgTable, serial, varchar } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: serial().primaryKey(), name: varchar({ length: 20 }).notNull() });
`;
const config = (url?: string): string =>
  `export default { dialect: "sqlite", schema: "./schema.ts"${url === undefined ? "" : `, dbCredentials: { url: "${url}" }`} };\n`;

/** What is read of a database, and has to be the same when it comes out of a file. */
const EVERYTHING = `
  CREATE TABLE t (id INTEGER CONSTRAINT k PRIMARY KEY AUTOINCREMENT, a TEXT CONSTRAINT said NOT NULL ON CONFLICT IGNORE DEFAULT 'it''s' COLLATE NOCASE,
    b INT AS (id * 2) STORED, c DEFAULT (1 + 1), d DEFAULT 9223372036854775807, UNIQUE (a COLLATE RTRIM DESC, b) ON CONFLICT REPLACE, CHECK (a <> 'x'));
  CREATE TABLE u (x TEXT, t INT REFERENCES t ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (x DESC, t)) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX i ON t (lower(a) DESC, c) WHERE c > 1;
  CREATE VIEW v (one) AS SELECT a FROM t;
  CREATE TRIGGER g INSTEAD OF INSERT ON v WHEN new.one <> '' BEGIN INSERT INTO t (a) VALUES (new.one); END;`;

let project: TestProject;
const begin = async (files: Readonly<Record<string, string>>): Promise<void> => {
  project = await testProject({ "schema.ts": MODELS, "tsconfig.json": "{}", ...files });
};
beforeEach(() => {
  delete process.env["DATABASE_URL"];
});
afterEach(() => project.remove());

async function answer(...argv: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await project.run(...argv, "--json");
  if (code > 1) throw new Error(`limbeck ${argv.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}

describe("a project on SQLite", () => {
  it("has every command, with the JSON that PostgreSQL has", async () => {
    await begin({ "drizzle.config.ts": config("file:./app.db") });
    const written = await answer("revision", "--autogenerate", "-m", "first");
    expect(written).toMatchObject({ found: ["table users: added"], losses: [], proof: { kind: "proved" } });
    expect(await answer("upgrade", "head")).toMatchObject({ rows: [expect.any(String)] });
    expect(existsSync(join(project.folder, "app.db"))).toBe(true);
    expect(await answer("current")).toMatchObject({ atHeads: true, changed: [], unfinished: [], lost: [] });
    expect(await answer("check")).toMatchObject({ against: "database", differences: [], operations: [] });
    expect(await answer("history")).toMatchObject([{ head: true, message: "first" }]);
    expect(await answer("log")).toMatchObject([{ direction: "upgrade", outcome: "done" }]);
    expect(await answer("diff", "head", "database")).toEqual([]);
    expect(await answer("diff", "empty", "models")).toMatchObject([{ kind: "createTable" }]);
    expect(await answer("stamp", "base")).toMatchObject({ rows: [] });
    expect(await answer("stamp", "head")).toMatchObject({ rows: [expect.any(String)] });
    expect(await answer("downgrade", "base", "--yes")).toMatchObject({ rows: [] });
    expect((await project.run("upgrade", "head", "--sql")).stdout).toContain('CREATE TABLE "users"');
    expect((await project.run("upgrade", "head", "--dry-run")).code).toBe(0);
  });

  it("needs no database: the revisions are replayed in memory, and remembered", async () => {
    await begin({ "drizzle.config.ts": config() });
    await answer("revision", "--autogenerate", "-m", "first");
    expect(await answer("check")).toMatchObject({ against: "revisions", differences: [] });
    const again = await project.run("check");
    expect(again.stderr).toContain("1 revision (snapshot)");
    const none = await project.run("upgrade", "head");
    expect(none.stderr).toContain("needs a database");
  });

  it("remembers all that a replay has found, until a revision is another", async () => {
    await begin({ "drizzle.config.ts": config("file:./app.db") });
    const made = (more: string): string => `export const revision = "a"; export const downRevision = null;
      export function upgrade(op) { op.execute(\`${EVERYTHING}${more}\`); }
      export function downgrade(op) { throw new Error("no way back"); }`;
    await project.write({ "revisions/a.mjs": made("") });
    await answer("upgrade", "head");
    expect((await project.run("diff", "head", "database")).stdout).toBe("");
    expect((await project.run("check", "--against", "revisions")).stderr).toContain("1 revision (snapshot)");
    expect((await project.run("diff", "head", "database")).stdout).toBe("");
    await project.write({ "revisions/a.mjs": made("CREATE TABLE more (n int);") });
    expect((await project.run("diff", "head", "database")).stdout).toBe("table more: removed\n");
  });

  it("says what a rebuild runs, with foreign keys off around it", async () => {
    await begin({ "drizzle.config.ts": config() });
    await answer("revision", "--autogenerate", "-m", "first");
    await project.write({ "schema.ts": MODELS.replace("text().notNull()", "text()") });
    const { stdout } = await project.run("diff", "head", "models", "--sql");
    const lines = stdout.trimEnd().split("\n");
    expect([lines[0], lines.at(-1)]).toEqual(["PRAGMA foreign_keys = OFF;", "PRAGMA foreign_keys = ON;"]);
    expect(stdout).toMatch(/INSERT INTO .* SELECT/s);
  });

  it("compares two files that are named by their URLs, and refuses to compare one with PostgreSQL", async () => {
    await begin({ "drizzle.config.ts": config("file:./a.db") });
    await answer("revision", "--autogenerate", "-m", "first");
    await answer("upgrade", "head");
    expect((await project.run("diff", "sqlite:./b.db", "file:a.db")).stdout).toBe("table users: added\n");
    const { code, stderr } = await project.run("diff", "database", "postgres://localhost/app");
    expect(code).toBe(2);
    expect(stderr).toContain("One side is of SQLite and the other of PostgreSQL");
  });
});

describe("models of both dialects in one project", () => {
  it("are read as the database asks, without a word about the others", async () => {
    await begin({
      "limbeck.config.ts": 'export default { schema: "./schema*.ts" };\n',
      "schema.pg.ts": POSTGRES,
    });
    await answer("revision", "--autogenerate", "-m", "first");
    const [text = ""] = Object.values(await project.revisions());
    expect(text).toContain('type: "serial"');
    const upgraded = await project.run("upgrade", "head", "--url", "sqlite:./test.db");
    expect(upgraded.code).toBe(0);
    // What PostgreSQL's revision declares is another type to SQLite's models, and nothing else is.
    const { stdout, stderr } = await project.run("check", "--url", "sqlite:./test.db");
    expect(stdout.trim().split("\n")).toEqual(["column users.name: type varchar(20) → text"]);
    expect(stderr).not.toContain("left out");
  });
});

it("a program hands over its own client", async () => {
  await begin({ "drizzle.config.ts": config() });
  await answer("revision", "--autogenerate", "-m", "first");
  const client = createClient({ url: `file:${join(project.folder, "own.db")}` });
  const options = { cwd: project.folder, connection: client };
  expect(await upgrade({}, "head", options)).toMatchObject({ rows: [expect.any(String)] });
  expect(await current({}, options)).toMatchObject({ atHeads: true });
  expect(await check({ schema: "./schema.ts" }, options)).toMatchObject({ differences: [] });
  await client.execute("INSERT INTO users (name) VALUES ('Ada')");
  client.close();
});
