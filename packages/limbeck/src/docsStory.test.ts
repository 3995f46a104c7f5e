import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { type Doc, fences, readDoc, section, WORKSPACE } from "./testing/docs.ts";
import { runStory } from "./testing/docsStory.ts";

const CONFIG = 'export default { dialect: "postgresql", schema: "./src/schema.ts" };\n';
/** The models that the first page changes. */
const BEFORE = `import { boolean, pgEnum, pgTable, serial, varchar } from "drizzle-orm/pg-core";

export const tasks = pgTable("tasks", {
  id: serial("id").primaryKey(),
  title: varchar("title", { length: 200 }).notNull(),
  done: boolean("done").notNull().default(false),
});
`;

const TITLES = `import { pgTable, serial, text } from "drizzle-orm/pg-core";

export const tasks = pgTable("tasks", {
  id: serial("id").primaryKey(),
  title: text("title").notNull(),
});
`;
const WITH_ROWS = `export const revision = "0001";
export const downRevision = null;
export function upgrade(op) {
  op.createTable("tasks", {
    columns: [{ name: "id", type: "serial" }, { name: "title", type: "text", nullable: false }],
    primaryKey: ["id"],
  });
  op.bulkInsert("tasks", [{ title: "Write the docs" }]);
}
export function downgrade(op) {
  op.dropTable("tasks");
}
`;

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const installs = (command: string): boolean =>
  /^npm install( --save-dev)?( (limbeck|drizzle-orm|drizzle-kit|pg))+$/.test(command);

describe("the tutorial", () => {
  const tutorial = readDoc("docs/tutorial.md");

  it("does what it says, and its commands print what it shows", async () => {
    await runStory(tutorial, { url: database.url, others: installs });
  }, 120_000);

  it("begins with the models of the example", () => {
    const [schema] = fences(tutorial).filter(({ lines }) => lines[0] === "// src/schema.ts");
    const example = readFileSync(join(WORKSPACE, "examples/task-api/src/schema.ts"), "utf8");
    expect(`${schema?.lines.slice(1).join("\n") ?? ""}\n`).toBe(example);
  });
});

describe("a page", () => {
  const none = (): boolean => false;
  const story = (text: string, files: Readonly<Record<string, string>>): Promise<void> =>
    runStory({ path: "docs", text }, { files, url: database.url, others: none });

  it("tells of a data migration that keeps the rows that are there", async () => {
    await story(
      `\`\`\`sh\nlimbeck upgrade head\n\`\`\`\n${section(readDoc("docs/revision-files.md"), "## Data migrations")}`,
      {
        "limbeck.config.ts": `export default { schema: "./src/schema.ts", revisionIds: "sequential", url: "${database.url}" };`,
        "src/schema.ts": TITLES,
        "revisions/0001_tasks.ts": WITH_ROWS,
      },
    );
    const { rows } = await (await database.client()).query("SELECT title, slug FROM tasks");
    expect(rows).toEqual([{ title: "Write the docs", slug: "write-the-docs" }]);
  }, 120_000);

  it("tells of a replay and of its snapshot", async () => {
    const text = section(readDoc("docs/no-database.md"), "## Replay and snapshot");
    const files = { "drizzle.config.ts": CONFIG, "src/schema.ts": `${BEFORE}// ${database.name}\n` };
    await story(`\`\`\`sh\nlimbeck revision --autogenerate -m "${database.name}"\n\`\`\`\n${text}`, files);
  }, 120_000);

  it("tells how to adopt what another tool has made", async () => {
    await database.execute("CREATE TABLE tasks (id serial PRIMARY KEY, title varchar(200) NOT NULL)");
    await database.execute("ALTER TABLE tasks ADD done boolean NOT NULL DEFAULT false");
    await database.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)");
    const files = {
      "drizzle.config.ts": CONFIG,
      "src/schema.ts": BEFORE,
      ".env": `DATABASE_URL=${database.url}\n`,
    };
    await story(section(readDoc("docs/coming-from-alembic.md"), "## A database that Alembic made"), files);
    const { rows } = await (await database.client()).query("SELECT count(*)::int AS n FROM limbeck_version");
    expect(rows).toEqual([{ n: 1 }]);
  }, 120_000);

  it("tells how to adopt what drizzle-kit has made", async () => {
    await database.execute("CREATE TABLE tasks (id serial PRIMARY KEY, title varchar(200) NOT NULL)");
    await database.execute("ALTER TABLE tasks ADD done boolean NOT NULL DEFAULT false");
    await database.execute("CREATE SCHEMA drizzle CREATE TABLE __drizzle_migrations (id serial PRIMARY KEY)");
    const files = {
      "drizzle.config.ts": CONFIG.replace("schema:", 'out: "./drizzle", schema:'),
      "drizzle/0000_first.sql": "SELECT 1;",
      "src/schema.ts": BEFORE,
      ".env": `DATABASE_URL=${database.url}\n`,
    };
    const page = readDoc("docs/coming-from-drizzle-kit.md");
    await story(section(page, "## A database that drizzle-kit made"), files);
    const { rows } = await (await database.client()).query("SELECT count(*)::int AS n FROM limbeck_version");
    expect(rows).toEqual([{ n: 1 }]);
  }, 120_000);
});

describe("the README", () => {
  const { path, text } = readDoc("README.md");
  const [first = "", rest = ""] = text.split("\n## See it\n");
  const [see = "", quickStart = ""] = rest.split("\n## Quick start\n");
  /** A part of the page, with its lines where they are. */
  const part = (of: string): Doc => ({
    path,
    text: "\n".repeat(text.slice(0, Math.max(0, text.indexOf(of))).split("\n").length - 1) + of,
  });

  it("shows what the main job really prints and writes", async () => {
    const files = {
      "drizzle.config.ts": CONFIG,
      "src/schema.ts": BEFORE,
      ".env": `DATABASE_URL=${database.url}\n`,
    };
    const before = "```sh\nlimbeck revision --autogenerate -m first\nlimbeck upgrade head\n```\n";
    await runStory(part(before + first), { files, url: database.url, others: () => false });
  }, 120_000);

  it("has a quick start that starts", async () => {
    await runStory(part(quickStart), { url: database.url, others: installs });
  }, 120_000);

  it("names the demonstration, which runs, and the tests", () => {
    const { scripts } = JSON.parse(readFileSync(join(WORKSPACE, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = [...see.matchAll(/^npm (?:run )?(\w+)/gm)].map(([, name = ""]) => scripts[name]);
    expect(named).toEqual(["node scripts/run.js demo", "node scripts/run.js check"]);
    const demo = spawnSync(process.execPath, ["scripts/run.js", "demo"], {
      cwd: WORKSPACE,
      encoding: "utf8",
    });
    expect(demo.stdout.trimEnd().split("\n").at(-1)).toMatch(/^<base> -> [0-9a-f]{12}, initial$/);
    expect(demo.status).toBe(0);
  }, 300_000);
});
