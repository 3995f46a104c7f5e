import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { connect } from "@limbeck/database";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { branchFile, branchProject } from "./testing/branches.ts";
import { start } from "./testing/process.ts";
import { type TestProject } from "./testing/project.ts";

// What several processes, and one that dies, make of a file; in the process of the test nothing would be seen of it.

const ROWS = 20_000;
const required = (nullable: boolean): string =>
  `op.alterColumn("tasks", "title", { nullable: { from: ${!nullable}, to: ${nullable} } });`;
/** So many rows that a rebuild writes them before it is committed: what is left by one that dies is a journal that has to be played back. */
const TABLES = `
  op.createTable("tasks", { columns: [{ name: "id", type: "integer" }, { name: "title", type: "text" }], primaryKey: ["id"] });
  op.createIndex("tasks", { name: "by_title", columns: ["title"] });
  op.createTable("notes", {
    columns: [{ name: "task", type: "integer" }],
    foreignKeys: [{ name: "f", columns: ["task"], references: { table: "tasks", columns: ["id"] }, onDelete: "cascade" }],
  });
  op.execute(\`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
    INSERT INTO tasks SELECT i, hex(zeroblob(100)) || i FROM n\`);
  op.execute("INSERT INTO notes SELECT id FROM tasks WHERE id <= 7");`;
const DIES = `op.run(() => { if (process.env["DIES"] === "1") process.kill(process.pid, "SIGKILL"); });`;

let project: TestProject;
beforeEach(async () => {
  const files = {
    a: branchFile("a", undefined, TABLES, 'op.dropTable("notes"); op.dropTable("tasks");'),
    b: branchFile("b", "a", required(false), required(true)),
    c: branchFile("c", "b", `${required(true)} ${DIES}`, required(false)),
  };
  project = await branchProject(files, {
    "limbeck.config.mjs": 'export default { url: "sqlite:./app.db" };\n',
  });
});
afterEach(async () => {
  delete process.env["DIES"];
  await project.remove();
});

const run = (...argv: readonly string[]) => start(project.folder, ...argv);

/** What is in the file: whether it is whole, the rows, and what a rebuild could have left. */
async function look(): Promise<readonly unknown[]> {
  const connection = await connect({ engine: "sqlite", path: join(project.folder, "app.db") });
  try {
    const [row] = await connection.query(
      `SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check) AS whole, (SELECT count(*) FROM pragma_foreign_key_check) AS lost,
        (SELECT count(*) FROM tasks) AS tasks, (SELECT count(*) FROM notes) AS notes,
        (SELECT count(*) FROM sqlite_schema WHERE name LIKE '%limbeck_new%') AS leftovers, (SELECT count(*) FROM sqlite_schema WHERE name = 'by_title') AS indexes`,
    );
    return Object.values(row ?? {});
  } finally {
    await connection.close();
  }
}
const WHOLE = ["ok", 0, ROWS, 7, 0, 1];

async function revisionNow(): Promise<string> {
  const { stdout } = await project.run("current", "--json");
  return (JSON.parse(stdout) as { rows: readonly string[] }).rows.join();
}

describe("a file of SQLite", () => {
  it("that several processes upgrade at once is upgraded once, and all of them succeed", async () => {
    const runs = Array.from({ length: 5 }, () => run("upgrade", "head", "--json").ended);
    const ended = await Promise.all(runs);
    expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 0));
    const steps = ended.flatMap(
      ({ stdout }) => (JSON.parse(stdout) as { steps: { revision: string }[] }).steps,
    );
    expect(steps.map(({ revision }) => revision).toSorted()).toEqual(["a", "b", "c"]);
    expect(await look()).toEqual(WHOLE);
    const log = JSON.parse((await project.run("log", "--json")).stdout) as { revision: string }[];
    expect(log.map(({ revision }) => revision)).toEqual(["c", "b", "a"]);
  }, 120_000);

  it("is what it was before a process that is killed behind a rebuild, and the next one goes on", async () => {
    process.env["DIES"] = "1";
    expect(await run("upgrade", "head").ended).toMatchObject({ code: process.platform === "win32" ? 1 : -1 });
    delete process.env["DIES"];
    // It had written to the file already.
    expect(existsSync(join(project.folder, "app.db-journal"))).toBe(true);
    expect(await look()).toEqual(WHOLE);
    expect(await revisionNow()).toBe("b");
    expect(await run("upgrade", "head").ended).toMatchObject({ code: 0 });
    expect(await look()).toEqual(WHOLE);
    expect(await revisionNow()).toBe("c");
  }, 120_000);

  it("is whole whenever a process is killed that writes, and the next one goes on", async () => {
    expect((await project.run("upgrade", "a")).code).toBe(0);
    const journal = join(project.folder, "app.db-journal");
    for (const pause of [0, 15, 60]) {
      const { child, ended } = run("upgrade", "head");
      while (child.exitCode === null && !existsSync(journal)) await sleep(1);
      await sleep(pause);
      child.kill("SIGKILL");
      await ended;
      expect(await look()).toEqual(WHOLE);
      expect((await project.run("upgrade", "head")).code).toBe(0);
      expect(await look()).toEqual(WHOLE);
      expect((await project.run("downgrade", "a", "--yes")).code).toBe(0);
    }
  }, 120_000);
});
