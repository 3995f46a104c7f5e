import { readdirSync } from "node:fs";

import { afterEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

/** What databases of real projects hold, and the models beside them that say the same. */
interface Met {
  readonly sql: string;
  readonly models: string;
}

const LONG = "a_table_with_a_name_that_is_quite_long_already";
const USERS = `export const users = pgTable("users", { id: integer("id").primaryKey(), email: text("email").unique() });`;

const MET: Readonly<Record<string, Met>> = {
  "tables that were renamed, while their keys and sequences kept the old names": {
    sql: `CREATE TABLE people (id serial PRIMARY KEY, email text UNIQUE);
      CREATE TABLE notes (person integer REFERENCES people);
      ALTER TABLE people RENAME TO users; ALTER TABLE notes RENAME TO memos`,
    models: `export const users = pgTable("users", { id: serial("id").primaryKey(), email: text("email").unique() });
      export const memos = pgTable("memos", { person: integer("person").references(() => users.id) });`,
  },
  "constraints that are not valid": {
    sql: `CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE);
      CREATE TABLE notes (person integer, size integer);
      ALTER TABLE notes ADD CONSTRAINT notes_person_fk FOREIGN KEY (person) REFERENCES users NOT VALID,
        ADD CONSTRAINT small CHECK (size < 9) NOT VALID`,
    models: `${USERS}
      export const notes = pgTable("notes", { person: integer("person").references(() => users.id), size: integer("size") },
        (t) => [check("small", sql\`\${t.size} < 9\`)]);`,
  },
  "triggers, functions, policies and views that only SQL made": {
    sql: `CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE);
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE FUNCTION lowered(users) RETURNS text LANGUAGE sql AS 'SELECT lower($1.email)';
      CREATE TRIGGER touched BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch();
      ALTER TABLE users ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON users USING (email = current_user);
      CREATE VIEW mails AS SELECT email FROM users`,
    models: USERS,
  },
  "names of foreign keys that were cut at 63 bytes": {
    sql: `CREATE TABLE ${LONG} (id integer PRIMARY KEY);
      CREATE TABLE other (parent integer CONSTRAINT other_parent_${LONG}_id_fk REFERENCES ${LONG})`,
    models: `export const long = pgTable("${LONG}", { id: integer("id").primaryKey() });
      export const other = pgTable("other", { parent: integer("parent").references(() => long.id) });`,
  },
  "indexes that are DESC NULLS LAST": {
    sql: `CREATE TABLE notes (at integer, size integer); CREATE INDEX latest ON notes (at DESC NULLS LAST, size DESC)`,
    models: `export const notes = pgTable("notes", { at: integer("at"), size: integer("size") },
      (t) => [index("latest").on(t.at.desc().nullsLast(), t.size.desc().nullsFirst())]);`,
  },
  "names that drizzle-orm 0.45 gives": {
    sql: `CREATE TABLE users (id integer PRIMARY KEY, email text CONSTRAINT users_email_unique UNIQUE);
      CREATE TABLE notes (person integer CONSTRAINT notes_person_users_id_fk REFERENCES users)`,
    models: `${USERS}
      export const notes = pgTable("notes", { person: integer("person").references(() => users.id) });`,
  },
  "names that drizzle-orm 1.0 gives": {
    sql: `CREATE TABLE users (id integer PRIMARY KEY, email text CONSTRAINT users_email_key UNIQUE);
      CREATE TABLE notes (person integer CONSTRAINT notes_person_users_id_fkey REFERENCES users)`,
    models: `${USERS}
      export const notes = pgTable("notes", { person: integer("person").references(() => users.id) });`,
  },
};

const HEAD = `import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, serial, text } from "drizzle-orm/pg-core";
`;

let database: TestDatabase;
let project: TestProject;
afterEach(async () => {
  await project.remove();
  await database.drop();
});

async function begin({ sql, models }: Met): Promise<void> {
  database = await freshDatabase({ sql });
  project = await testProject({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
    "schema.ts": HEAD + models,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${database.url}\n`,
  });
}

/** The folder comes with the first file. */
async function revisionFiles(): Promise<readonly string[]> {
  return readdirSync(project.folder).includes("revisions") ? Object.keys(await project.revisions()) : [];
}

async function staysSilent(files: number): Promise<void> {
  const check = await project.run("check");
  expect([check.code, check.stdout]).toEqual([0, expect.stringMatching("match")]);
  expect((await project.run("revision", "--autogenerate", "-m", "nothing")).code).toBe(0);
  expect(await revisionFiles()).toHaveLength(files);
}

describe("what real databases hold is no difference", () => {
  it.each(Object.entries(MET))("%s", async (_, met) => {
    await begin(met);
    await staysSilent(0);
  });
});

describe("what real databases hold is changed once", () => {
  it("values of an enum in another order", async () => {
    await begin({
      sql: `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (mood mood DEFAULT 'ok');
        INSERT INTO users VALUES ('sad')`,
      models: `export const mood = pgEnum("mood", ["ok", "sad"]);
        export const users = pgTable("users", { mood: mood("mood").default("ok") });`,
    });
    expect((await project.run("check")).stdout).toMatch("enum mood: values ok, sad");
    expect((await project.run("revision", "--autogenerate", "-m", "order")).code).toBe(0);
    expect((await project.run("upgrade", "head")).code).toBe(0);
    await staysSilent(1);
    const client = await database.client();
    expect((await client.query("SELECT mood FROM users")).rows).toEqual([{ mood: "sad" }]);
  });
});
