import { afterEach, describe, expect, it } from "@jest/globals";
import { freshDatabase } from "@limbeck/testkit";

import { branchFile, branchProject } from "./testing/branches.ts";
import { type TestProject } from "./testing/project.ts";
import { TASKS } from "./testing/verified.ts";

let project: TestProject;
afterEach(() => project.remove());

type Body = readonly [up: string, down: string];

const execute = (up: string, down: string): Body => [`op.execute(\`${up}\`);`, `op.execute(\`${down}\`);`];

/** A trigger that no model speaks of, and that does not let `tasks.note` go: on SQLite because it writes into a table that is not there, and so no table can be renamed. */
const ON_NOTE = {
  postgres: execute(
    "CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.title := NEW.note; RETURN NEW; END'; CREATE TRIGGER said BEFORE UPDATE OF note ON tasks FOR EACH ROW EXECUTE FUNCTION say()",
    "DROP FUNCTION say() CASCADE",
  ),
  sqlite: execute(
    "CREATE TRIGGER said AFTER INSERT ON users BEGIN INSERT INTO audit VALUES (NEW.id); END",
    "DROP TRIGGER said",
  ),
};

const CORE = {
  postgres: `import { integer, pgTable as table, pgView as view, text } from "drizzle-orm/pg-core";`,
  sqlite: `import { integer, sqliteTable as table, sqliteView as view, text } from "drizzle-orm/sqlite-core";`,
};
type Dialect = keyof typeof CORE;

const TITLE = `title: text("title").notNull()`;
const NOTE = `note: text("note")`;

function models(dialect: Dialect, columns: readonly string[], more = ""): string {
  return `${CORE[dialect]}
import { sql } from "drizzle-orm";
export const tasks = table("tasks", { id: integer("id").notNull(), ${columns.join(", ")} }, (t) => [primaryKey({ name: "tasks_pkey", columns: [t.id] })]);
import { primaryKey } from "drizzle-orm/${dialect === "postgres" ? "pg" : "sqlite"}-core";
export const users = table("users", { id: integer("id") });
${more}`;
}

const BOTH: Body = [
  `${TASKS[0]} op.createTable("users", { columns: [{ name: "id", type: "integer" }] });`,
  `op.dropTable("users"); ${TASKS[1]}`,
];

/** `tasks` and `users`, and what a second revision does behind them. */
async function projectOf(dialect: Dialect, opaque: Body, model: string, hooks = ""): Promise<void> {
  const files = { r1: branchFile("r1", undefined, ...BOTH), r2: branchFile("r2", "r1", ...opaque) };
  project = await branchProject(files, {
    "limbeck.config.mjs": `export default { dialect: "${dialect === "postgres" ? "postgresql" : dialect}", schema: "./models.mjs", ${hooks} };\n`,
    "models.mjs": model,
  });
}

const proved = () => project.run("revision", "--autogenerate", "-m", "next");
const count = async (): Promise<number> => Object.keys(await project.revisions()).length;

describe.each(["postgres", "sqlite"] as const)("on %s, a proof behind SQL of its own", (dialect) => {
  it("sees what that has made stand in the way, and keeps no file", async () => {
    await projectOf(dialect, ON_NOTE[dialect], models(dialect, [TITLE]));
    const { code, stderr } = await proved();
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/column tasks\.note: removed: [^]*(?:because other objects depend|trigger said)/),
    ]);
    expect(await count()).toBe(2);
  }, 60_000);

  it("has nothing to say of the rows that are there", async () => {
    const rows = execute("INSERT INTO tasks VALUES (1, 'a', NULL)", "DELETE FROM tasks");
    await projectOf(dialect, rows, models(dialect, [TITLE, `note: text("note").notNull()`]));
    const { code, stderr } = await proved();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^ {2}proved/m)]);
  }, 60_000);
});

describe("a proof behind SQL of its own", () => {
  it("finds there what only that has made, and the database agrees", async () => {
    await projectOf(
      "postgres",
      execute("CREATE FUNCTION code() RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION code()"),
      models("postgres", [TITLE, NOTE, 'code: integer("code").notNull().default(sql`code()`)']),
    );
    await using database = await disposable();
    const { code, stderr } = await proved();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^ {2}proved[^]*exact/m)]);
    await project.ok("upgrade", "head", "--url", database.url);
    await project.ok("check", "--url", database.url);
    await project.ok("downgrade", "base", "--yes", "--url", database.url);
  }, 60_000);

  it("fails where the way back does not bring back what only that has made", async () => {
    await projectOf(
      "postgres",
      execute("CREATE STATISTICS two ON title, note FROM tasks", "DROP STATISTICS two"),
      models("postgres", [TITLE]),
    );
    const { code, stderr } = await proved();
    const said = /After the downgrade on what .*: statistics two: added[^]*hint .*No model speaks of this/;
    expect([code, stderr]).toEqual([4, expect.stringMatching(said)]);
  }, 60_000);

  it("starts behind the first of two that a hook has made of it", async () => {
    const split = `processRevision: ({ message, upgrade }) => [...upgrade]
      .sort((a, b) => a.kind.localeCompare(b.kind)).map((one) => ({ message, upgrade: [one] })),`;
    await projectOf("postgres", ON_NOTE.postgres, models("postgres", [TITLE, `more: text("more")`]), split);
    const { code, stderr } = await proved();
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/^ {2}proved[^]*column tasks\.note: removed: [^]*because other objects/m),
    ]);
    expect(await count()).toBe(2);
  }, 60_000);

  it("starts where all parents are applied", async () => {
    await projectOf("postgres", ON_NOTE.postgres, models("postgres", [TITLE]));
    const merge = branchFile("r4", "r2").replace(`'r2'`, `['r2', 'r3']`);
    await project.write({
      "revisions/r3.js": branchFile(
        "r3",
        "r1",
        'op.tableComment("tasks", "x");',
        'op.tableComment("tasks", null);',
      ),
      "revisions/r4.js": merge.replace("Revises: r2", "Revises: r2, r3"),
    });
    expect(await proved()).toMatchObject({ code: 4, stderr: expect.stringMatching(/note: removed/) });
  }, 60_000);
});

describe("where a proof behind SQL of its own starts", () => {
  const start = async (...flags: readonly string[]): Promise<unknown> => {
    const { stdout } = await project.run("revision", "--autogenerate", "-m", "next", "--json", ...flags);
    const { proof, error } = JSON.parse(stdout) as { proof?: object; error?: object };
    return proof ?? error;
  };

  it("is what all branches have made, wherever the new revision stands", async () => {
    await projectOf("postgres", ON_NOTE.postgres, models("postgres", [TITLE]));
    for (const head of [["r1", "--splice"], ["base"]])
      expect(await start("--head", ...head)).toMatchObject({ facts: { on: "what the revisions have made" } });
    await project.write({ "models.mjs": models("postgres", [TITLE, NOTE, `more: text("more")`]) });
    expect(await start("--head", "r1", "--splice")).toMatchObject({ kind: "proved", start: "revisions" });
  }, 60_000);

  it("is what lies below where branches do not run together, and the schema where that is another", async () => {
    await using database = await disposable();
    await projectOf("postgres", ON_NOTE.postgres, models("postgres", [TITLE, NOTE, `more: text("more")`]));
    await project.ok("upgrade", "head", "--url", database.url);
    const more = [
      'op.addColumn("tasks", { name: "more", type: "text" });',
      'op.dropColumn("tasks", "more");',
    ];
    await project.write({
      "revisions/r3.js": branchFile("r3", "r2", ...more),
      "revisions/r4.js": branchFile("r4", "r2", ...more),
    });
    await project.ok("upgrade", "r3", "--url", database.url);
    await project.write({ "models.mjs": models("postgres", [TITLE, `more: text("more")`]) });
    await project.ok("stamp", "r3", "r4", "--url", database.url);
    const onDatabase = ["--url", database.url];
    expect(await start("--head", "r3", ...onDatabase)).toMatchObject({ code: "proof-refused" });
    await database.execute("ALTER TABLE tasks ADD COLUMN byhand int; DROP TRIGGER said ON tasks");
    const { code, stderr } = await project.run(
      "revision",
      "--autogenerate",
      "-m",
      "next",
      "--head",
      "r3",
      ...onDatabase,
    );
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /^ {2}proved[^]*from the schema alone: revision r[34] cannot run on embedded Postgre/m,
      ),
    ]);
  }, 60_000);
});

async function disposable() {
  const database = await freshDatabase();
  return {
    url: database.url,
    execute: (sql: string) => database.execute(sql),
    [Symbol.asyncDispose]: () => database.drop(),
  };
}
