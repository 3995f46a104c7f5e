import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { connect, MEMORY, type SqliteConnection } from "@limbeck/database";
import { planUpgrade } from "@limbeck/revisions";
import { failure } from "@limbeck/testkit";
import { prepareSteps, tryOnScratch, tryUpgrade, upgrade } from "../index.ts";
import { keptTasks } from "../testing/keptTasks.ts";
import { project } from "../testing/project.ts";
import { schemaOf, type SqliteFile, sqliteFile } from "../testing/sqliteFile.ts";

let file: SqliteFile;
let connection: SqliteConnection;
beforeEach(async () => {
  file = sqliteFile();
  connection = await file.connect();
});
afterEach(async () => {
  await connection.close();
  file.drop();
});

it("tries a run on a file of SQLite, tables made anew among it, and leaves nothing", async () => {
  await upgrade({ connection, ...keptTasks, target: "a" });
  const before = [schemaOf(file), file.ask("SELECT * FROM tasks; SELECT * FROM notes;")];
  const { rows, steps } = await tryUpgrade({ connection, ...keptTasks, target: "head" });
  expect(rows).toEqual(["a"]);
  expect(steps.map(({ revision }) => revision)).toEqual(["b", "c"]);
  const statements = steps.flatMap((step) => step.statements.map(({ statement }) => statement));
  expect(statements).toContain('DROP TABLE "tasks"');
  expect([schemaOf(file), file.ask("SELECT * FROM tasks; SELECT * FROM notes;")]).toEqual(before);
  expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  const failing = project({ revision: "x", upgrade: (op) => op.execute("DROP TABLE nowhere") });
  const error = await failure(tryUpgrade({ connection: await empty(), ...failing, target: "head" }));
  expect(error.message).toMatch(/^Dry run: .*no such table: nowhere/);
});

it("tries a run on SQLite in memory", async () => {
  const { graph, load } = keptTasks;
  const steps = planUpgrade(graph, [], ["head"]);
  const scratch = await empty();
  const prepared = await prepareSteps(steps, { graph, load, dialect: "sqlite", server: scratch.server });
  const tried = await tryOnScratch(scratch, prepared);
  expect(tried.map(({ revision }) => revision)).toEqual(["a", "b", "c"]);
  expect(tried.flatMap((step) => step.statements.flatMap(({ locks = [] }) => locks))).toEqual([]);
  expect(await scratch.query("SELECT title FROM tasks")).toEqual([{ title: "ONE" }, { title: "TWO" }]);
});

async function empty(): Promise<SqliteConnection> {
  await connection.close();
  connection = await connect({ engine: "sqlite", path: MEMORY }, { requireFrom: import.meta.url });
  return connection;
}
