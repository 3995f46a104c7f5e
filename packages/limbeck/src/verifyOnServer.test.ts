import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { THROWAWAY } from "@limbeck/database";
import { catalogWitness, freshDatabase, pgDump, type TestDatabase } from "@limbeck/testkit";

import { verify } from "./api.ts";
import { branchFile, branchProject } from "./testing/branches.ts";
import { type TestProject } from "./testing/project.ts";

let database: TestDatabase;
let project: TestProject;
/** Who makes databases here; other tests make some on the same server. */
const ROLE = `limbeck_verify_${process.pid}`;
const urlOfRole = (): string => database.url.replace(/\/\/[^@]*@/, `//${ROLE}@`);
beforeEach(async () => {
  database = await freshDatabase({
    sql: "CREATE TABLE tasks (id integer PRIMARY KEY, note text); INSERT INTO tasks VALUES (1, 'kept')",
  });
  await database.execute(`CREATE ROLE ${ROLE} LOGIN SUPERUSER`);
});
afterEach(async () => {
  await project.remove();
  await database.execute(`DROP ROLE ${ROLE}`);
  await database.drop();
});

const TASKS = [
  'op.execute("CREATE TABLE tasks (id integer PRIMARY KEY, title text NOT NULL, note text)");',
  'op.dropTable("tasks");',
] as const;
/** Says where it is run. */
const NO_NOTE = [
  `op.dropColumn("tasks", "note"); op.run(async ({ op }) => {
     await op.execute("DO $$ BEGIN IF NOT starts_with(current_database(), '${THROWAWAY}') THEN RAISE 'elsewhere'; END IF; END $$");
   });`,
  'op.addColumn("tasks", { name: "note", type: "text" });',
] as const;
const INDEX = [
  'op.createIndex("tasks", { name: "tasks_title", columns: ["title"] });',
  'op.dropIndex("tasks", "tasks_title");',
] as const;
const CHAIN = { a: branchFile("a", undefined, ...TASKS), b: branchFile("b", "a", ...NO_NOTE) };

async function everything(): Promise<unknown> {
  const client = await database.client();
  const { rows } = await client.query("SELECT * FROM tasks");
  return [await catalogWitness(client), await pgDump(database.url, database.server.major), rows];
}

async function leftOver(): Promise<number | null> {
  const client = await database.client();
  const { rowCount } = await client.query(
    `SELECT FROM pg_database WHERE starts_with(datname, '${THROWAWAY}') AND datdba = '${ROLE}'::regrole`,
  );
  return rowCount;
}

describe("limbeck verify on a server", () => {
  it("makes a database of its own there, drops it, and touches none of those that are there", async () => {
    project = await branchProject(CHAIN);
    const before = await everything();
    const { code, stdout, stderr } = await project.run("verify", "--all", "--url", urlOfRole());
    expect([code, stdout]).toEqual([
      0,
      `a  exact         what a does
b  lossy         what b does
   does not come back: values of tasks.note
`,
    ]);
    expect(stderr).toMatch(/2 revisions on a database of its own on 127\.0\.0\.1/);
    expect([await everything(), await leftOver()]).toEqual([before, 0]);
  });

  it("is as well said in the configuration; without either the embedded PostgreSQL serves, whatever database is configured", async () => {
    project = await branchProject(CHAIN, { ".env": `DATABASE_URL=${database.url}\n` });
    const before = await everything();
    expect(JSON.parse((await project.run("verify", "b", "--json")).stdout)).toMatchObject({
      on: "embedded PostgreSQL",
      revisions: [{ kind: "failed", reason: expect.stringMatching("elsewhere") }],
    });
    const config = `export default { scratch: ${JSON.stringify(urlOfRole())} };\n`;
    await project.write({ "limbeck.config.mjs": config });
    expect((await project.run("verify", "b")).code).toBe(0);
    expect([await everything(), await leftOver()]).toEqual([before, 0]);
  });

  it("leaves no database behind when it is interrupted, or when something fails", async () => {
    project = await branchProject({
      ...CHAIN,
      c: branchFile("c", "b", 'op.execute("SELECT pg_sleep(60)");', ""),
      d: branchFile("d", "b", 'op.execute("NONSENSE");', ""),
    });
    expect((await project.run("verify", "d", "--url", urlOfRole())).code).toBe(4);
    const controller = new AbortController();
    const running = verify(
      { revisions: "revisions" },
      {
        cwd: project.folder,
        revision: "c",
        scratch: urlOfRole(),
        signal: controller.signal,
        report: ({ kind }) => {
          if (kind === "working") setTimeout(() => controller.abort(), 500);
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
    expect(await leftOver()).toBe(0);
  });

  it("works for a role that is no superuser, and says what one lacks that may make no database", async () => {
    project = await branchProject({
      ...CHAIN,
      e: branchFile("e", "b", ...INDEX),
      f: branchFile("f", "e", "", ""),
    });
    await database.execute(`ALTER ROLE ${ROLE} NOSUPERUSER CREATEDB`);
    const url = urlOfRole();
    const able = await project.run("verify", "--all", "--url", url);
    expect([able.code, able.stdout]).toEqual([0, expect.stringMatching(/^b {2}lossy/m)]);
    await database.execute(`ALTER ROLE ${ROLE} NOCREATEDB`);
    const { code, stderr } = await project.run("verify", "--all", "--url", url);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/permission denied to create database[^]*CREATEDB/),
    ]);
  });

  it("keeps off what belongs to the whole server", async () => {
    project = await branchProject({
      a: branchFile("a", undefined, 'op.createRole("limbeck_never");', 'op.dropRole("limbeck_never");'),
    });
    const { code, stderr } = await project.run("verify", "--url", urlOfRole());
    expect([code, stderr]).toEqual([2, expect.stringMatching(/whole server: revisions\/a\.js/)]);
    expect((await project.run("verify")).code).toBe(0);
  });

  it("has the extensions that are installed there; which the embedded PostgreSQL lacks is said first", async () => {
    project = await branchProject({
      a: branchFile("a", undefined, 'op.execute("SELECT 1"); op.run(() => { console.log("was run"); });', ""),
      b: branchFile("b", "a", 'op.createExtension("dblink");', 'op.dropExtension("dblink");'),
    });
    const { code, stdout, stderr } = await project.run("verify");
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(/extension dblink[^]*--url/)]);
    expect(stderr).not.toMatch("was run");
    expect((await project.run("verify", "--url", urlOfRole())).code).toBe(0);
  });
});
