import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { testProject, type TestProject } from "./testing/project.ts";

const IMPORTS = `import { date, integer, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { pgPartition, pgPartitionBy } from "limbeck/pg";
`;
const PLAIN = `export const events = pgTable("events", { id: integer("id"), at: date("at"), kind: text("kind") }, (t) => [
  primaryKey({ name: "events_pkey", columns: [t.id, t.at] }), index("events_kind").on(t.kind),
]);
`;
const DECLARED = `${PLAIN}pgPartitionBy(events, { range: ["at"] });
export const year = pgPartition(events, "events_2026", { from: "2026-01-01", to: "2027-01-01" });
`;
/** What pg_partman or an application makes while nobody looks. */
const RUNTIME = `
  CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') PARTITION BY RANGE (at);
  CREATE TABLE events_2027_rest PARTITION OF events_2027 DEFAULT;
  CREATE INDEX own ON events_2027_rest (id, kind);
  ALTER TABLE events_2027_rest ADD CONSTRAINT own_check CHECK (id > 0);`;

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({
    "limbeck.config.ts": 'export default { schema: "./schema.ts", revisionIds: "sequential" };\n',
    "schema.ts": IMPORTS + DECLARED,
    "tsconfig.json": "{}",
    ".env": `DATABASE_URL=${database.url}\n`,
  });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

const SILENT = "The models match the database.\n";
const generate = async (message: string): Promise<void> => {
  expect(await project.run("revision", "--autogenerate", "-m", message)).toMatchObject({ code: 0 });
  expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
  expect((await project.run("check")).stdout).toBe(SILENT);
};
const rows = async (sql: string): Promise<readonly unknown[]> => {
  const client = await database.client();
  const found: { readonly rows: readonly unknown[] } = await client.query(sql);
  return found.rows;
};

describe("a table that cannot be divided as the models say", () => {
  beforeEach(async () => {
    await generate("events");
    await database.execute(RUNTIME);
    const otherwise = DECLARED.replace("range:", "list:").replace(/export const year.*\n/, "");
    const users = 'export const users = pgTable("users", { id: integer("id") });\n';
    await project.write({ "schema.ts": IMPORTS + otherwise + users });
  });

  it("is one of the differences that check tells, in every format", async () => {
    const { code, stdout, stderr } = await project.run("check");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^table users: added\nTable events is partitioned by range \(at\) and is to be .* partitions that it has\.\n$/,
    );
    expect(stderr).toMatch(/^ {2}partition-key-changed \(events\): .*docs\/operations\/partition\.md/m);
    const json = JSON.parse((await project.run("check", "--json")).stdout) as unknown;
    expect(json).toMatchObject({
      differences: ["table users: added", expect.stringMatching(/^Table events is/)],
      operations: [{ kind: "createTable" }],
      refusals: [{ code: "partition-key-changed", subject: "events" }],
    });
    const github = await project.run("check", "--format", "github");
    expect(github.stdout).toContain("::error file=schema.ts,line=3,title=limbeck%3A partition-key-changed::");
    const sarif = await project.run("check", "--format", "sarif");
    expect(sarif.stdout).toContain('"ruleId": "partition-key-changed"');
  });

  it("is refused where a file would have to be written, and none is", async () => {
    const refused = {
      code: 3,
      stdout: "",
      stderr: expect.stringContaining("Table events is partitioned by"),
    };
    expect(await project.run("revision", "--autogenerate", "-m", "more")).toMatchObject(refused);
    expect(await project.run("diff", "database", "models")).toMatchObject(refused);
    expect((await project.run("history")).stdout.trim().split("\n")).toHaveLength(1);
  });
});

describe("partitions that are made at run time", () => {
  it("are left alone, follow their table, and are listed", async () => {
    await generate("events");
    await database.execute(
      `${RUNTIME} INSERT INTO events VALUES (1, '2026-05-05', 'a'), (2, '2027-05-05', 'b')`,
    );
    expect((await project.run("check")).stdout).toBe(SILENT);
    const { stderr } = await project.run("check", "-v");
    expect(stderr).toMatch("left alone: partition events_2027\n  left alone: partition events_2027_rest");
    expect(stderr).not.toMatch("events_2026");
    expect((await project.run("diff", "models", "database")).stdout).toBe(
      (await project.run("diff", "database", "models")).stdout,
    );

    const more = DECLARED.replace(
      'kind: text("kind")',
      'kind: text("kind").notNull().default("x"), size: integer("size")',
    );
    await project.write({ "schema.ts": IMPORTS + more });
    expect((await project.run("check")).stdout).not.toMatch("events_2027");
    await generate("size");
    await database.execute("UPDATE events SET size = 7");
    expect(await rows("SELECT tableoid::regclass::text AS place, id, size FROM events ORDER BY id")).toEqual([
      { place: "events_2026", id: 1, size: 7 },
      { place: "events_2027_rest", id: 2, size: 7 },
    ]);
    expect((await project.run("downgrade", "-1", "--yes")).code).toBe(0);
    expect(await rows("SELECT id FROM events_2027_rest")).toEqual([{ id: 2 }]);
  });

  it("need no declaration of their table's key, which stays as it is", async () => {
    await generate("events");
    await project.write({ "schema.ts": IMPORTS + PLAIN });
    expect((await project.run("check")).stdout).toBe(SILENT);
    expect((await project.run("check", "--against", "revisions")).stdout).toMatch("match");
    expect((await project.run("check", "-v")).stderr).toMatch("left alone: partition events_2026");
  });

  it("go with their table, and nothing else drops them", async () => {
    await generate("events");
    await database.execute(RUNTIME);
    await project.write({
      "schema.ts": `${IMPORTS}export const others = pgTable("others", { id: integer("id") });\n`,
    });
    await generate("none");
    expect(await rows("SELECT relname FROM pg_class WHERE relname LIKE 'events%'")).toEqual([]);
    expect((await project.run("downgrade", "-1", "--yes")).code).toBe(0);
    const back = await rows(
      "SELECT relname FROM pg_class WHERE relispartition AND relkind IN ('r', 'p') ORDER BY 1",
    );
    expect(back).toEqual(["events_2026", "events_2027", "events_2027_rest"].map((relname) => ({ relname })));
  });
});

describe("a table that is to be divided otherwise than it is", () => {
  const PLACES = "SELECT tableoid::regclass::text AS place, id FROM events";

  it("is made anew with its rows, there and back", async () => {
    await project.write({ "schema.ts": IMPORTS + PLAIN });
    await generate("plain");
    await database.execute("INSERT INTO events VALUES (1, '2026-05-05', 'a')");
    await project.write({ "schema.ts": IMPORTS + DECLARED });
    await generate("divide");
    expect(await rows(PLACES)).toEqual([{ place: "events_2026", id: 1 }]);
    expect(await project.run("downgrade", "-1", "--yes")).toMatchObject({ code: 0 });
    expect(await rows(PLACES)).toEqual([{ place: "events", id: 1 }]);
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    expect((await project.run("check")).stdout).toBe(SILENT);
  });

  it("can be divided by hand as the page of partitions tells, which copies no row", async () => {
    await project.write({ "schema.ts": IMPORTS + PLAIN });
    await generate("plain");
    await database.execute("INSERT INTO events VALUES (1, '2026-05-05', 'a')");
    await project.write({ "schema.ts": IMPORTS + DECLARED });
    expect((await project.run("revision", "-m", "divide", "--rev-id", "divide")).code).toBe(0);
    const [file = "", written = ""] =
      Object.entries(await project.revisions()).find(([name]) => name.includes("divide")) ?? [];
    const body = `export function upgrade(op: Operations): void {
      op.renameTable("events", "events_old");
      op.renameConstraint("events_old", "events_pkey", "events_old_pkey");
      op.renameIndex("events_old", "events_kind", "events_old_kind");
      op.createTable("events", {
        columns: [{ name: "id", type: "integer", nullable: false }, { name: "at", type: "date", nullable: false }, { name: "kind", type: "text" }],
        primaryKey: ["id", "at"],
        indexes: [{ name: "events_kind", columns: ["kind"] }],
        partitionBy: { range: ["at"] },
      });
      op.attachPartition("events", "events_old", { from: ["2026-01-01"], to: ["2027-01-01"] });
      op.renameTable("events_old", "events_2026");
    }
    export function downgrade(op: Operations): void { op.irreversible("by hand"); }\n`;
    const at = written.indexOf("export function upgrade");
    await project.write({ [`revisions/${file}`]: written.slice(0, at) + body });
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    expect((await project.run("check")).stdout).toBe(SILENT);
    expect(await rows(PLACES)).toEqual([{ place: "events_2026", id: 1 }]);
  });
});
