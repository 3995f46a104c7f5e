import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";

import { type Command, measure, tell } from "./lib/measure.ts";
import { benchProject, type BenchProject, drizzleKit, limbeck } from "./lib/project.ts";
import { sqliteModels } from "./lib/sqliteModels.ts";

const TABLES = 500;
const ROWS = 1_000_000;

/** What is typed by hand where a column comes to forbid NULL: https://sqlite.org/lang_altertable.html, section 7. */
const INDEXES = ["a", "b", "c", "d"].map((column) => `CREATE INDEX by_${column} ON t (${column});`);
const BY_HAND = `PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE new_t (id integer PRIMARY KEY, a text NOT NULL, b text, c integer, d real, e text);
INSERT INTO new_t (id, a, b, c, d, e) SELECT id, a, b, c, d, e FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
${INDEXES.join("\n")}
CREATE UNIQUE INDEX by_cd ON t (c, id);
PRAGMA foreign_key_check;
COMMIT;`;

const START = `CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c integer, d real, e text);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
  INSERT INTO t SELECT i, 'title ' || i, 'text ' || (i * 7919 % ${ROWS}), i * 104729 % ${ROWS}, i / 3.0, 'note of row ' || i FROM n;
${INDEXES.join("\n")}
CREATE UNIQUE INDEX by_cd ON t (c, id);`;

/** SQLite as `@libsql/client` brings it. */
const ALONE = `const { createClient } = require("@libsql/client");
createClient({ url: "file:alone.db" }).executeMultiple(process.argv[1]);`;

const REVISION = `export const revision = "1a2b3c4d5e6f";
export const downRevision = null;
export const branchLabels = [];
export const dependsOn = [];
export function upgrade(op) { op.alterColumn("t", "a", { nullable: false }); }
export function downgrade(op) { op.alterColumn("t", "a", { nullable: true }); }
`;

/** A rebuild beside the same steps in the program `sqlite3`, and a check where nothing has changed beside drizzle-kit. */
export async function benchmark(runs: number): Promise<void> {
  rebuild(runs);
  check(runs);
  return Promise.resolve();
}

function rebuild(runs: number): void {
  const project = benchProject({
    "revisions/1a2b3c4d5e6f_required.js": REVISION,
    "package.json": '{"type":"module"}',
  });
  try {
    const start = join(project.folder, "start.db");
    sqlite3(start, START);
    const on = (name: string) => ({
      cwd: project.folder,
      before: () => copyFileSync(start, join(project.folder, name)),
    });
    console.log(`\nSQLite: a table of ${ROWS} rows with five indexes made anew`);
    const byHand: Command = {
      ...on("theirs.db"),
      name: "floor: the program sqlite3",
      program: "sqlite3",
      args: ["-bail", "theirs.db", BY_HAND],
    };
    const ours: Command = {
      ...on("ours.db"),
      name: "limbeck upgrade",
      args: [limbeck, "upgrade", "head", "--url", "sqlite:./ours.db"],
    };
    const alone: Command = {
      ...on("alone.db"),
      name: "the same by the driver alone",
      args: ["-e", ALONE, BY_HAND],
    };
    tell(measure([byHand, alone, ours], runs));
  } finally {
    project.remove();
  }
}

function check(runs: number): void {
  const project = benchProject(sqliteModels(TABLES));
  try {
    project.write({ "drizzle.config.ts": CONFIG });
    sqlite3(join(project.folder, "app.db"), made(project));
    console.log(`\nSQLite: check, ${TABLES} tables, nothing changed`);
    const common = { cwd: project.folder };
    const bare: Command = { ...common, name: "floor: node -e 0", args: ["-e", "0"] };
    const ours: Command = { ...common, name: "limbeck check", args: [limbeck, "check"] };
    const kit: Command = { ...common, name: "drizzle-kit push", args: [drizzleKit, "push", "--force"] };
    tell(measure([bare, ours, kit], runs));
  } finally {
    project.remove();
  }
}

const CONFIG = `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "sqlite", schema: "./src/*.ts", dbCredentials: { url: "file:app.db" } });
`;

/** What makes a database what the models say. */
function made({ folder }: BenchProject): string {
  const args = [limbeck, "diff", "empty", "models", "--sql"];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }).stdout;
}

function sqlite3(file: string, sql: string): void {
  const { status, stderr } = spawnSync("sqlite3", ["-bail", file], { input: sql, encoding: "utf8" });
  if (status !== 0) throw new Error(`sqlite3 ended with ${status ?? "a signal"}: ${stderr}`);
}
