import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";

import { type Command, measure, type Measured, median, tell } from "./lib/measure.ts";
import { benchProject, type BenchProject, drizzleKit, limbeck } from "./lib/project.ts";
import { type Driver, driversHere } from "./lib/sqliteDrivers.ts";
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

/** The program, and for each driver that is installed what it takes for the same statements, and Limbeck by it: that ratio is Limbeck's own. */
function rebuild(runs: number): void {
  const floor = project([]);
  const start = join(floor.folder, "start.db");
  sqlite3(start, START);
  const byHand: Command = {
    ...copied(floor, start, "theirs.db"),
    name: "floor: the program sqlite3",
    program: "sqlite3",
    args: ["-bail", "theirs.db", BY_HAND],
  };
  const byDriver = driversHere().map((driver) => ({ driver, project: project(driver.packages) }));
  const pairs = byDriver.map(({ driver, project: one }) => pair(driver, one, start));
  try {
    console.log(`\nSQLite: a table of ${ROWS} rows with five indexes made anew`);
    const [measured, ...others] = measure([byHand, ...pairs.flat()], runs);
    for (const [at, { name }] of byDriver.map(({ driver }) => driver).entries()) {
      const own = others.slice(2 * at, 2 * at + 2);
      tell([...(measured === undefined ? [] : [measured]), ...own]);
      console.log(`  ${name}, limbeck to the driver alone: ${ratio(own)}`);
    }
  } finally {
    for (const one of [floor, ...byDriver.map(({ project: made }) => made)]) one.remove();
  }
}

const project = (installed: readonly string[]): BenchProject =>
  benchProject(
    { "revisions/1a2b3c4d5e6f_required.js": REVISION, "package.json": '{"type":"module"}' },
    installed,
  );

/** Where a command runs, on a database of its own each time. */
function copied({ folder }: BenchProject, start: string, name: string): Pick<Command, "cwd" | "before"> {
  return { cwd: folder, before: () => copyFileSync(start, join(folder, name)) };
}

function pair(driver: Driver, one: BenchProject, start: string): readonly Command[] {
  const alone: Command = {
    ...copied(one, start, "alone.db"),
    name: `${driver.name} alone`,
    args: ["-e", driver.alone, BY_HAND],
  };
  const ours: Command = {
    ...copied(one, start, "ours.db"),
    name: `limbeck upgrade by ${driver.name}`,
    args: [limbeck, "upgrade", "head", "--url", "sqlite:./ours.db"],
  };
  return [alone, ours];
}

function ratio([alone, ours]: readonly Measured[]): string {
  if (alone === undefined || ours === undefined) return "-";
  const computed = (ours.computed[0] ?? Number.NaN) / (alone.computed[0] ?? Number.NaN);
  return `${(median(ours) / median(alone)).toFixed(2)} ×, computed ${computed.toFixed(2)} ×`;
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
