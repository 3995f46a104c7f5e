import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SqliteConnection, type SqliteDrizzleDatabase } from "@limbeck/database";
import { sql } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import {
  current,
  currentInDetail,
  downgrade,
  ensureVersion,
  readHistory,
  readRows,
  stamp,
  upgrade,
  versionTable,
} from "../index.ts";
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

const rows = () => readRows(connection, versionTable());
const history = async () =>
  (await readHistory(connection, versionTable())).map(
    ({ revision, direction, outcome }) => `${direction} ${revision} ${outcome}`,
  );
const children = () => file.ask("SELECT count(*) FROM notes;");

describe("a run on SQLite", () => {
  it("goes up and down, keeps the rows of those that point at what is made anew, and leaves nothing", async () => {
    const up = await upgrade({ connection, ...keptTasks, target: "head" });
    expect(up).toMatchObject({ before: [], rows: ["c"], skipped: [] });
    expect(up.steps.map(({ revision }) => revision)).toEqual(["a", "b", "c"]);
    expect(schemaOf(file)).toContain('"title" varchar(40) NOT NULL');
    expect(schemaOf(file)).not.toContain("_limbeck_new");
    expect(children()).toBe("3");
    expect(file.ask("SELECT title FROM tasks;")).toBe("ONE\nTWO");
    expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    await downgrade({ connection, ...keptTasks, target: "a" });
    expect(children()).toBe("3");
    expect(schemaOf(file)).toContain('"title" text');
    await downgrade({ connection, ...keptTasks, target: "base" });
    expect(schemaOf(file)).toBe("ok\n");
    expect(await rows()).toEqual([]);
    expect(await history()).toHaveLength(6);
  });

  it("gives a column another name and changes it, by one operation", async () => {
    file.ask(
      `CREATE TABLE tasks (id integer PRIMARY KEY, title text); CREATE INDEX by_title ON tasks (title);
       CREATE VIEW titles AS SELECT title FROM tasks; INSERT INTO tasks VALUES (1, '7'), (2, '8');`,
    );
    const renamed = project({
      revision: "a",
      upgrade: (op) => {
        op.alterColumn("tasks", "title", {
          name: { from: "title", to: "number" },
          type: { from: "text", to: "integer" },
          using: sql`number + 1`,
        });
      },
      downgrade: (op) => {
        op.alterColumn("tasks", "number", {
          name: { from: "number", to: "title" },
          type: { from: "integer", to: "text" },
        });
      },
    });
    await upgrade({ connection, ...renamed, target: "head" });
    expect(schemaOf(file)).toContain('"number" integer');
    expect(file.ask("SELECT number + 0, typeof(number) FROM tasks; SELECT * FROM titles;")).toBe(
      "8|integer\n9|integer\n8\n9",
    );
    await downgrade({ connection, ...renamed, target: "base" });
    expect(file.ask("SELECT * FROM titles;")).toBe("8\n9");
    expect(schemaOf(file)).toContain('ON "tasks" ("title")');
  });

  it("drops no row of those that point at a table that goes, and says whose they are", async () => {
    const drop = (...tables: readonly string[]) =>
      project({ revision: "a", upgrade: (op) => tables.forEach((name) => op.dropTable(name)) });
    const fill = (action: string) =>
      file.ask(
        `CREATE TABLE tasks (id integer PRIMARY KEY, after integer REFERENCES tasks ON DELETE CASCADE);
         CREATE TABLE notes (task integer REFERENCES tasks ON DELETE ${action});
         INSERT INTO tasks VALUES (1, NULL), (2, 1); INSERT INTO notes VALUES (1), (NULL);`,
      );
    fill("CASCADE");
    const error = await failure(upgrade({ connection, ...drop("tasks"), target: "head" }));
    expect(error).toMatchObject({
      code: "migration-failed",
      message: expect.stringContaining("notes → tasks"),
    });
    expect(children()).toBe("2");
    await upgrade({ connection, ...drop("notes", "tasks"), target: "head" });
    expect(schemaOf(file)).not.toContain("tasks");
  });

  it.each(["RESTRICT", "CASCADE", "NO ACTION"])(
    "drops tables that point at each other, ON DELETE %s",
    async (action) => {
      file.ask(
        `CREATE TABLE a (id integer PRIMARY KEY, b integer REFERENCES b ON DELETE ${action});
       CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a ON DELETE ${action});
       INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1); UPDATE a SET b = 1;`,
      );
      const both = project({
        revision: "a",
        upgrade: (op) => {
          op.dropTable("a");
          op.dropTable("b");
        },
      });
      await upgrade({ connection, ...both, target: "head" });
      expect(file.ask("SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b');")).toBe("0");
    },
  );

  it("writes the history as on PostgreSQL", async () => {
    const started = Date.now();
    await upgrade({ connection, ...keptTasks, target: "a", options: { tag: "it's", toolVersion: "1.2.3" } });
    const [row] = await readHistory(connection, versionTable(), { revisions: ["a"], limit: 1 });
    expect(row).toMatchObject({
      id: "1",
      revision: "a",
      direction: "upgrade",
      message: "it's a start",
      checksum: "checksum of a",
      outcome: "done",
      tag: "it's",
      toolVersion: "1.2.3",
    });
    expect(row?.started.getTime()).toBeGreaterThanOrEqual(started);
    expect(row?.user).not.toBe("");
    const since = new Date(Date.now() + 60_000);
    expect(await readHistory(connection, versionTable(), { since })).toEqual([]);
    expect(await readHistory(connection, versionTable(), { revisions: ["b"] })).toEqual([]);
  });

  it("finds nothing to do without touching anything", async () => {
    expect(await current({ connection, graph: keptTasks.graph })).toEqual({
      rows: [],
      unknown: [],
      atHeads: false,
    });
    expect(await readHistory(connection, versionTable())).toEqual([]);
    expect(file.ask("SELECT count(*) FROM sqlite_schema;")).toBe("0");
  });

  it("stamps, ensures its tables, and has no schema for them, whatever the configuration says", async () => {
    const table = { schema: "app" };
    const made = await ensureVersion({ connection, options: { table } });
    expect(made).toEqual({ schema: "main", created: ["limbeck_version", "limbeck_history"] });
    await stamp({ connection, graph: keptTasks.graph, target: "b", options: { table } });
    expect(await rows()).toEqual(["b"]);
    const read = () => Promise.resolve({ checksum: "checksum of b" });
    const detail = await currentInDetail({ connection, graph: keptTasks.graph, table, read });
    expect(detail).toMatchObject({ rows: ["b"], atHeads: false, told: { halfRun: [] } });
  });

  it("tells a revision which database it runs on", async () => {
    const seen: string[] = [];
    const asking = project({
      revision: "a",
      upgrade: (op) => {
        seen.push(op.context.dialect);
        op.run(({ context }) => {
          seen.push(context.dialect);
        });
      },
    });
    await upgrade({ connection, ...asking, target: "head" });
    expect(seen).toEqual(["sqlite", "sqlite"]);
  });

  it("gives op.run a Drizzle database in the transaction", async () => {
    const run = (fails: boolean) =>
      project({
        revision: "a",
        upgrade: (op) => {
          op.execute("CREATE TABLE t (n)");
          op.run(async ({ db }) => {
            const drizzle: object = db;
            await (drizzle as SqliteDrizzleDatabase).run("INSERT INTO t VALUES (1)");
            if (fails) await (drizzle as SqliteDrizzleDatabase).run("SELECT nonsense");
          });
        },
      });
    const error = await failure(upgrade({ connection, ...run(true), target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { reason: "no such column: nonsense" } });
    expect(schemaOf(file)).toBe("ok\n");
    await upgrade({ connection, ...run(false), target: "head" });
    expect(file.ask("SELECT n FROM t;")).toBe("1");
  });

  it("says of a revision for PostgreSQL that it is one, before anything runs", async () => {
    const mixed = project(
      { revision: "a", upgrade: (op) => op.execute("CREATE TABLE t (n)") },
      { revision: "b", upgrade: (op) => op.createExtension("citext") },
    );
    const error = await failure(upgrade({ connection, ...mixed, target: "head" }));
    expect(error).toMatchObject({ code: "revision-unsupported", exit: 3, facts: { revision: "b" } });
    expect(file.ask("SELECT count(*) FROM sqlite_schema;")).toBe("0");
  });

  it("takes all back where only the table shows that SQLite cannot keep it", async () => {
    const counting = project({
      revision: "a",
      upgrade: (op) => {
        op.createTable("t", { columns: [{ name: "id", type: "integer" }], primaryKey: ["id"] });
        op.addColumn("t", { name: "n", type: "serial" });
      },
    });
    expect(await failure(upgrade({ connection, ...counting, target: "head" }))).toMatchObject({
      code: "migration-failed",
      exit: 4,
      message: expect.stringMatching(
        "SQLite has no sequences beside the primary key; all of it was taken back.",
      ),
      hint: 'Leave it out where op.context.dialect is "sqlite", or say it another way there.',
    });
    expect(schemaOf(file)).toBe("ok\n");
  });

  it("runs what must stand outside a transaction there, and goes on behind it", async () => {
    let fails = true;
    const vacuuming = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE t (n)");
        op.autocommit((alone) => alone.execute("VACUUM"));
        op.execute(fails ? "INSERT INTO nowhere VALUES (1)" : "INSERT INTO t VALUES (1)");
      },
    });
    const error = await failure(upgrade({ connection, ...vacuuming, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: false, resumable: true } });
    expect(await rows()).toEqual([]);
    fails = false;
    await upgrade({ connection, ...vacuuming, target: "head" });
    expect(file.ask("SELECT n FROM t;")).toBe("1");
    expect(await history()).toEqual(["upgrade a done", "upgrade a failed"]);
  });
});
