import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const CONFIG = {
  "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./src/schema.ts" });
`,
  "tsconfig.json": "{}",
};

/** A table of tasks, and what its author calls its things. */
const models = ({ table = "tasks", column = "title", value = "sad", owner = "" }) => `
import { check, integer, pgEnum, pgTable, serial, text } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
export const mood = pgEnum("mood", ["${value}", "ok"]);
export const tasks = pgTable("${table}", {
  id: serial("id").primaryKey(),
  ${column}: text("${column}").notNull().unique(),
  mood: mood("mood").notNull().default("${value}"),
  ${owner}
}, (t) => [check("given", sql\`\${t.${column}} <> ''\`)]);
`;

let database: TestDatabase;
let project: TestProject;
beforeAll(async () => {
  database = await freshDatabase({});
  project = await testProject({ ...CONFIG, ".env": `DATABASE_URL=${database.url}\n` });
  await project.write({ "src/schema.ts": models({}) });
  await project.ok("revision", "--autogenerate", "-m", "start");
  await project.ok("upgrade", "head");
  await database.execute("INSERT INTO tasks (title) VALUES ('sow'), ('reap')");
});
afterAll(async () => {
  await project.remove();
  await database.drop();
});

const revise = (...more: readonly string[]): Promise<string> =>
  project.ok("revision", "--autogenerate", "-m", "change", ...more);

async function rows(table: string): Promise<readonly unknown[]> {
  const client = await database.client();
  const answer = await client.query({ text: `SELECT * FROM ${table} ORDER BY id`, rowMode: "array" });
  return answer.rows;
}

const lines = (text: string): readonly string[] =>
  text
    .slice(text.indexOf("export function upgrade"), text.indexOf("export function downgrade"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("op.") || line.startsWith("//"));

describe("a rename that nobody told", () => {
  it("is a drop and an add, with the flag in the file and in what check says", async () => {
    await project.write({ "src/schema.ts": models({ column: "name" }) });
    expect(lines(await revise("--dry-run"))).toEqual(
      expect.arrayContaining([
        "// Possibly renamed; if so, delete this file and write it again with --rename tasks.title:name",
        "// Loses data: drops column tasks.title and its values",
        'op.dropColumn("tasks", "title");',
      ]),
    );
    const said =
      "possibly renamed: column tasks.title to name (limbeck revision --autogenerate --rename tasks.title:name)";
    const dry = await project.run("revision", "--autogenerate", "-m", "names", "--dry-run");
    expect(dry.stderr).toContain(said);
    const { code, stderr } = await project.run("check");
    expect(code).toBe(1);
    expect(stderr).toContain(said);
    const told = JSON.parse((await project.run("check", "--json")).stdout) as { renames: unknown };
    expect(told.renames).toEqual([
      { rename: "tasks.title:name", words: "column tasks.title to name", score: expect.any(Number) },
    ]);
  });

  it("is told of an enum value and of a table", async () => {
    await project.write({ "src/schema.ts": models({ value: "blue" }) });
    expect(lines(await revise("--dry-run"))[0]).toBe(
      "// Possibly renamed; if so, delete this file and write it again with --rename mood.sad:blue",
    );
    await project.write({ "src/schema.ts": models({ table: "todos" }) });
    expect(await revise("--dry-run")).toContain(
      "// Possibly renamed; if so, delete this file and write it again with --rename tasks:todos",
    );
  });
});

describe("a rename that nobody told, in a file that is written", () => {
  it("is told with the way to write the file again, for the database is behind it then", async () => {
    await project.write({ "src/schema.ts": models({ column: "name" }) });
    const { stderr, stdout } = await project.run("revision", "--autogenerate", "-m", "names");
    expect(stderr).toContain("(if so, delete the file and write it again with --rename tasks.title:name)");
    const again = await project.run("revision", "--rename", "tasks.title:name", "-m", "names");
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("--autogenerate --rename") });
    await rm(join(project.folder, stdout.trim()));
  });
});

describe("a rename that does not fit", () => {
  const failed = async (rename: string) => {
    const { code, stderr } = await project.run("revision", "--autogenerate", "-m", "x", "--rename", rename);
    expect(code).not.toBe(0);
    return stderr;
  };

  it("is refused with what is there", async () => {
    await project.write({ "src/schema.ts": models({ column: "name" }) });
    expect(await failed("tasks.titel:name")).toContain(
      '"tasks.titel:name" fits nothing: no thing of one kind goes by the old name and comes by the new one.',
    );
    expect(await failed("tasks.titel:name")).toContain("What goes: column tasks.title");
    expect(await failed("title")).toContain('"title" does not say which name becomes which.');
  });

  it("is refused where nothing differs", async () => {
    await project.write({ "src/schema.ts": models({}) });
    expect(await failed("tasks.title:name")).toContain("fits nothing");
  });
});

describe("diff", () => {
  it("takes renames too, and writes a revision as autogenerate does", async () => {
    const owner = 'owner: text("owner").notNull(),';
    await project.write({ "src/schema.ts": models({ column: "name", owner }) });
    const sides = ["diff", "database", "models"];
    const flags = ["--rename", "tasks.title:name"];
    const printed = await project.ok(...sides, "--sql", ...flags);
    expect(printed).toMatch('RENAME COLUMN "title" TO "name"');
    expect(printed).not.toMatch("DROP COLUMN");
    expect((await project.run(...sides, "--rename", "tasks.titel:name")).stderr).toMatch("fits nothing");
    const file = join(
      project.folder,
      (await project.ok(...sides, "--revision", "-m", "by diff", ...flags)).trim(),
    );
    const text = await readFile(file, "utf8");
    expect(text).toMatch(/name: \{ from: "title", to: "name" \}[^]*op\.backfill\("tasks", "owner"/);
    expect(text).not.toMatch("Possibly renamed");
    await rm(file);
    const back = await project.ok("diff", "models", "database", "--sql", "--rename", "tasks.name:title");
    expect(back).toMatch('RENAME COLUMN "name" TO "title"');
  });
});

describe("diff of two databases", () => {
  it("makes a view over what is renamed anew with its triggers, so that the revision leads back", async () => {
    const made = (table: string): string => `CREATE TABLE ${table} (id integer PRIMARY KEY);
      CREATE VIEW numbers AS SELECT id FROM ${table};
      CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER stays INSTEAD OF INSERT ON numbers FOR EACH ROW EXECUTE FUNCTION stay();`;
    const sides = [await freshDatabase({}), await freshDatabase({})] as const;
    await sides[0].execute(made("tasks"));
    await sides[1].execute(made("todos"));
    const urls = sides.map(({ url }) => url);
    const text = await project.ok("diff", ...urls, "--rename", "tasks:todos", "--revision", "-m", "between");
    const file = join(project.folder, text.trim());
    expect(lines(await readFile(file, "utf8")).map((line) => line.split("(")[0])).toEqual([
      "op.dropTrigger",
      "op.dropView",
      "op.renameTable",
      "op.renameConstraint",
      "op.createView",
      "op.createTrigger",
    ]);
    await rm(file);
    for (const side of sides) await side.drop();
  });
});

describe("a rename that was told", () => {
  it("keeps the rows of a column, a table and a value, there and back", async () => {
    const before = await rows("tasks");
    await project.write({ "src/schema.ts": models({ table: "todos", column: "name", value: "blue" }) });
    const flags = ["tasks:todos", "tasks.title:name", "mood.sad:blue"].flatMap((one) => ["--rename", one]);
    expect(lines(await revise("--dry-run", ...flags))).toEqual([
      'op.renameTable("tasks", "todos");',
      'op.alterColumn("todos", "title", { name: { from: "title", to: "name" } });',
      'op.renameEnumValue("mood", "sad", "blue");',
      'op.renameConstraint("todos", "tasks_pkey", "todos_pkey");',
      'op.renameConstraint("todos", "tasks_title_unique", "todos_name_unique");',
      'op.renameSequence("tasks_id_seq", "todos_id_seq");',
    ]);
    await revise(...flags);
    await project.ok("upgrade", "head");
    expect(await rows("todos")).toEqual([
      [1, "sow", "blue"],
      [2, "reap", "blue"],
    ]);
    expect(await project.ok("check")).toBe("The models match the database.\n");
    await project.ok("downgrade", "-1", "--yes");
    expect(await rows("tasks")).toEqual(before);
    await project.ok("upgrade", "head");
  });

  it("is told by the configuration too, where it fits", async () => {
    await project.write({
      "limbeck.config.ts": `export default { schema: "./src/schema.ts", url: process.env.DATABASE_URL, renames: ["tasks.title:name", "todos.name:label"] };\n`,
      "src/schema.ts": models({ table: "todos", column: "label", value: "blue" }),
    });
    const check = await project.run("check");
    expect(check.stdout.split("\n")[0]).toBe("column todos.name: renamed to label");
    expect(lines(await revise("--dry-run"))[0]).toBe(
      'op.alterColumn("todos", "name", { name: { from: "name", to: "label" } });',
    );
    await project.write({ "src/schema.ts": models({ table: "todos", column: "name", value: "blue" }) });
    expect(await project.ok("check")).toBe("The models match the database.\n");
  });
});

describe("a column that must hold something", () => {
  it("has its default told where rows get a value", async () => {
    await project.write({ "src/schema.ts": models({ table: "todos", column: "name", value: "blue" }) });
    await database.execute("ALTER TABLE todos ALTER mood DROP NOT NULL");
    expect(lines(await revise("--dry-run"))).toEqual([
      '// The default of todos.mood is "blue"',
      "// Careful: rows of todos that have no mood need one: write it in place of TODO",
      'op.backfill("todos", "mood", sql`TODO`);',
      'op.alterColumn("todos", "mood", { nullable: { from: true, to: false } });',
    ]);
    await database.execute("ALTER TABLE todos ALTER mood SET NOT NULL");
  });
});

describe("a new column that must hold something", () => {
  it("does not come to a table with rows before somebody said what they get", async () => {
    const owner = 'owner: text("owner").notNull(),';
    await project.write({
      "src/schema.ts": models({ table: "todos", column: "name", value: "blue", owner }),
    });
    const file = (await revise()).trim();
    const stopped = await project.run("upgrade", "head");
    expect(stopped.code).not.toBe(0);
    expect(stopped.stderr).toContain("rows of todos that have no owner need one: write it in place of TODO");
    expect(await rows("todos")).toEqual([
      [1, "sow", "blue"],
      [2, "reap", "blue"],
    ]);
    const text = Object.values(await project.revisions()).at(-1) ?? "";
    await project.write({ [file]: text.replace("sql`TODO`", "sql`upper(name)`") });
    await project.ok("upgrade", "head");
    expect(await rows("todos")).toEqual([
      [1, "sow", "blue", "SOW"],
      [2, "reap", "blue", "REAP"],
    ]);
    expect(await project.ok("check")).toBe("The models match the database.\n");
    await project.ok("downgrade", "-1", "--yes");
  });
});
