import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { catalogWitness, freshDatabase, pgDump, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const file = (revision: string, down: string | null, upgrade: string, downgrade: string): string => `/**
 * step ${revision}
 */
export const revision = "${revision}";
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = [];
export const dependsOn = [];
export function upgrade(op) {
  ${upgrade}
}
export function downgrade(op) {
  ${downgrade}
}
`;
const FIRST = file(
  "0001",
  null,
  'op.execute("CREATE TABLE carts (id int PRIMARY KEY, note text)"); op.execute("INSERT INTO carts VALUES (1, \'kept\')");',
  'op.dropTable("carts");',
);
const SECOND = file(
  "0002",
  "0001",
  'op.addColumn("carts", { name: "owner", type: "text" }); op.run(async ({ db }) => { await db.execute("UPDATE carts SET owner = note"); });',
  'op.dropColumn("carts", "owner");',
);
const OUTSIDE = file(
  "0003",
  "0002",
  'op.execute("CREATE INDEX CONCURRENTLY owners ON carts (owner)");',
  'op.execute("DROP INDEX owners");',
).replace("export function upgrade", "export const transaction = false;\nexport function upgrade");
const BROKEN = file("0003", "0002", 'op.execute("ALTER TABLE carts ADD CHECK (nonsense)");', "");

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "limbeck.config.mjs": 'export default { revisionIds: "sequential" };\n',
    "revisions/0001_first.js": FIRST,
    "revisions/0002_second.js": SECOND,
    ".env": `DATABASE_URL=${database.url}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

async function everything(): Promise<unknown> {
  const client = await database.client();
  const { rowCount } = await client.query("SELECT 1 FROM pg_class WHERE relname = 'carts'");
  const carts = rowCount === 0 ? [] : (await client.query("SELECT * FROM carts ORDER BY id")).rows;
  return [await catalogWitness(client), await pgDump(database.url, database.server.major), carts];
}

describe("upgrade --dry-run", () => {
  it("shows from base each statement and what it locks, and touches nothing", async () => {
    const before = await everything();
    const { code, stdout, stderr } = await project.run("upgrade", "head", "--dry-run");
    expect(stdout).toBe(`-- upgrade <base> -> 0001, step 0001
CREATE TABLE carts (id int PRIMARY KEY, note text);
INSERT INTO carts VALUES (1, 'kept');
-- upgrade 0001 -> 0002, step 0002
ALTER TABLE "carts" ADD COLUMN "owner" text;
--   locks carts: ACCESS EXCLUSIVE, reads and writes wait
-- code: op.run
`);
    expect([code, stderr]).toEqual([
      0,
      "  dry run   on a scratch database, from base; nothing was touched\n",
    ]);
    expect(await everything()).toEqual(before);
  });

  it("starts where the database is, or where a range says", async () => {
    await project.run("upgrade", "0001");
    const before = await everything();
    const here = await project.run("upgrade", "head", "--dry-run", "--json");
    expect(JSON.parse(here.stdout)).toMatchObject({
      on: "scratch",
      rows: ["0001"],
      steps: [{ revision: "0002" }],
    });
    const there = await project.run("upgrade", "base:0001", "--dry-run", "--json");
    expect(JSON.parse(there.stdout)).toMatchObject({ rows: [], steps: [{ revision: "0001" }] });
    expect(await everything()).toEqual(before);
    await project.run("upgrade", "head");
    expect((await project.run("upgrade", "head", "--dry-run")).stderr).toMatch(
      "Nothing to do: it is at 0002.",
    );
  });

  it("starts from base where the database cannot be reached, and says so", async () => {
    const url = "postgres://nobody:secret@127.0.0.1:1/none";
    const { code, stdout, stderr } = await project.run("upgrade", "head", "--dry-run", "--url", url);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "-- upgrade <base> -> 0001, step 0001"]);
    expect(stderr).toMatch(/starts from base/);
    expect(stderr).not.toMatch("secret");
  });

  it("fails as the run would", async () => {
    await project.write({ "revisions/0003_third.js": BROKEN });
    const { code, stderr } = await project.run("upgrade", "head", "--dry-run");
    expect([code, stderr]).toEqual([4, expect.stringMatching(/Dry run: .*0003.*nonsense/)]);
  });
});

describe("downgrade --dry-run", () => {
  it("names what would be lost, and does not ask", async () => {
    await project.run("upgrade", "head");
    const before = await everything();
    for (const where of [[], ["--on-database"]]) {
      const { code, stdout } = await project.run("downgrade", "-1", "--dry-run", ...where);
      expect([code, stdout]).toEqual([
        0,
        `-- downgrade 0002 -> 0001, step 0002
-- loses data: drops column carts.owner and its values (1)
ALTER TABLE "carts" DROP COLUMN "owner";
--   locks carts: ACCESS EXCLUSIVE, reads and writes wait
`,
      ]);
    }
    expect(await everything()).toEqual(before);
  });
});

describe("upgrade --dry-run --on-database", () => {
  it("tries it there with the data that is there, names what it cannot try, and leaves no trace", async () => {
    await project.run("upgrade", "0001");
    await project.write({ "revisions/0003_third.js": OUTSIDE });
    const before = await everything();
    const { code, stdout, stderr } = await project.run("upgrade", "head", "--dry-run", "--on-database");
    expect([code, stdout]).toEqual([
      0,
      `-- upgrade 0001 -> 0002, step 0002
ALTER TABLE "carts" ADD COLUMN "owner" text;
--   locks carts: ACCESS EXCLUSIVE, reads and writes wait
-- code: op.run
-- upgrade 0002 -> 0003, step 0003
CREATE INDEX CONCURRENTLY owners ON carts (owner);
--   not tried: it must stand outside a transaction
`,
    ]);
    expect(stderr).toMatch(
      /op\.run of revision 0002 .*what it does outside of the database is not taken back/,
    );
    expect(stderr).toMatch(/rolled back, but sequences stay/);
    expect(await everything()).toEqual(before);
  });

  it("leaves no trace where the second revision fails", async () => {
    await project.write({ "revisions/0003_third.js": BROKEN });
    const before = await everything();
    const { code, stderr } = await project.run("upgrade", "head", "--dry-run", "--on-database");
    expect([code, stderr]).toEqual([4, expect.stringMatching(/Dry run: .*0003.*all of it was taken back/)]);
    expect(await everything()).toEqual(before);
  });

  it("needs --dry-run", async () => {
    const { code, stdout } = await project.run("upgrade", "head", "--on-database", "--json");
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: { code: "option-alone" } }]);
    expect((await project.run("upgrade", "head", "--dry-run", "--sql")).code).toBe(2);
    expect((await project.run("current")).stdout).toBe("");
  });
});

describe("ensure-version", () => {
  it("creates the two tables, once", async () => {
    const { code, stderr } = await project.run("ensure-version");
    expect([code, stderr]).toEqual([0, "INFO  created limbeck_version, limbeck_history in schema public\n"]);
    const again = await project.run("ensure-version", "--json");
    expect(JSON.parse(again.stdout)).toEqual({ schema: "public", created: [] });
  });

  it("--sql creates the same", async () => {
    const { stdout } = await project.run("ensure-version", "--sql");
    const { stdout: json } = await project.run("ensure-version", "--sql", "--json");
    expect(JSON.parse(json)).toEqual({ sql: stdout });
    await project.run("ensure-version");
    const made = await catalogWitness(await database.client());
    await database.execute("DROP TABLE limbeck_version, limbeck_history");
    await database.execute(stdout);
    expect(await catalogWitness(await database.client())).toEqual(made);
  });
});
