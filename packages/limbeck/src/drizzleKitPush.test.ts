import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { drizzleKitSql } from "@limbeck/metadata/testing/drizzleKit";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { sqliteProgram } from "@limbeck/testkit";

import { WORKSPACE } from "./testing/docs.ts";
import { testProject, type TestProject } from "./testing/project.ts";

/** What drizzle-kit finds nothing to do for on databases of its own; of the files below it makes tables anew on each push. */
const PLAIN = `
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", { id: integer().primaryKey({ autoIncrement: true }), email: text().notNull().unique() });
export const tasks = sqliteTable(
  "tasks",
  {
    id: integer().primaryKey(),
    userId: integer("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
    title: text().notNull().default("new"),
    done: integer({ mode: "boolean" }).notNull(),
    size: integer().default(3),
  },
  (t) => [index("by_title").on(t.title), uniqueIndex("once").on(t.userId, t.title)],
);`;

/** With types, modes, defaults and names of every kind, and with keys, checks, indexes and views. */
const FILES = ["columns.ts", "shop.ts"];
const configOf = (database: string, ...files: readonly string[]): string =>
  `export default { dialect: "sqlite", schema: ${JSON.stringify(files)}, dbCredentials: { url: "file:${database}" } };`;

let project: TestProject;
beforeAll(async () => {
  project = await testProject({
    "columns.ts": modelsIn("columns.ts"),
    "shop.ts": modelsIn("shop.ts"),
    "drizzle.config.ts": configOf("ours.db", ...FILES),
    "kit.config.ts": configOf("theirs.db", ...FILES),
    "plain.config.ts": configOf("plain.db", "plain.ts"),
    "plain.ts": PLAIN,
    "tsconfig.json": "{}",
  });
  await fill("ours.db", await limbeckSql());
  await fill("plain.db", await limbeckSql("--schema", "plain.ts"));
  const theirs = drizzleKitSql(
    FILES.map((file) => `sqlite/${file}`),
    undefined,
    "sqlite",
  );
  await fill("theirs.db", theirs.join("\n"));
});
afterAll(() => project.remove());

function modelsIn(file: string): string {
  return readFileSync(join(WORKSPACE, "fixtures/models/sqlite", file), "utf8");
}

async function limbeckSql(...flags: readonly string[]): Promise<string> {
  const { stdout } = await project.run(...flags, "diff", "empty", "models", "--sql");
  expect(stdout).toContain("CREATE TABLE");
  return stdout;
}

async function fill(file: string, sql: string): Promise<void> {
  const execute = await sqliteProgram(join(project.folder, file));
  if (execute === undefined) throw new Error("the program sqlite3 is not on the path");
  await execute(sql);
}

/** What `drizzle-kit push` would run, and says, in sorted lines; it stops at the question whether it should. */
function push(config: string): readonly string[] {
  const bin = join(WORKSPACE, "node_modules/drizzle-kit/bin.cjs");
  const { stdout } = spawnSync(process.execPath, [bin, "push", "--config", config, "--verbose", "--strict"], {
    cwd: project.folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = stdout.split("\n").map((line) => line.trim().replace(/^.*file '.*$/, ""));
  return lines.filter((line) => line !== "").sort();
}

it("drizzle-kit push finds nothing to do on a database that Limbeck made", () => {
  expect(push("plain.config.ts").join("\n")).toContain("No changes detected");
});

it("of keys, checks, indexes and views it finds there what it finds on a database of its own, and no more", () => {
  const [ours, theirs] = [push("drizzle.config.ts"), push("kit.config.ts")];
  expect(ours.some((line) => line.includes("CREATE UNIQUE INDEX"))).toBe(true);
  expect(ours).toEqual(theirs);
});
