import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SqliteConnection } from "@limbeck/database";
import { type Operations, sql } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { upgrade } from "../index.ts";
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

describe("a failure in a rebuild", () => {
  /** The last line of the revision fails, behind the rebuild. */
  const failing = (last: (op: Operations) => void) =>
    project({
      revision: "a",
      upgrade: (op) => {
        op.alterColumn("tasks", "title", { nullable: false });
        last(op);
      },
    });
  const setUp = () =>
    file.ask(
      `CREATE TABLE tasks (id integer PRIMARY KEY, title text); CREATE INDEX tasks_title ON tasks (title);
       CREATE TABLE notes (task integer REFERENCES tasks ON DELETE CASCADE);
       CREATE VIEW titles AS SELECT title FROM tasks;
       INSERT INTO tasks VALUES (1, 'a'); INSERT INTO notes VALUES (1);`,
    );

  it.each<[string, (op: Operations) => void]>([
    ["behind it", (op) => op.execute("INSERT INTO nowhere VALUES (1)")],
    ["in its copy", (op) => op.createCheck("tasks", { name: "short", expression: sql`length(title) > 5` })],
  ])("%s leaves the old table, and the next try works", async (_where, last) => {
    setUp();
    const before = schemaOf(file);
    const error = await failure(upgrade({ connection, ...failing(last), target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: true } });
    expect(schemaOf(file)).toBe(before);
    expect(file.ask("SELECT count(*) FROM notes;")).toBe("1");
    expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    await upgrade({ connection, ...failing(() => undefined), target: "head" });
    expect(schemaOf(file)).toContain('"title" text NOT NULL');
    expect(file.ask("SELECT title FROM titles;")).toBe("a");
  });

  it("at any statement, or at its COMMIT, leaves the old table, and the next try works", async () => {
    setUp();
    file.ask("CREATE TRIGGER t AFTER INSERT ON tasks BEGIN SELECT 1; END;");
    const before = schemaOf(file);
    const whole = failing((op) => op.createIndex("tasks", { name: "twice", columns: ["id"] }));
    const stops: string[] = [];
    for (let at = 0; ; at += 1) {
      const stopped = stoppingAt(at, (sql) => stops.push(sql));
      const run = upgrade({ connection: stopped, ...whole, target: "head" });
      const error = await run.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) break;
      expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: true } });
      expect(schemaOf(file)).toBe(before);
      expect(file.ask("SELECT (SELECT count(*) FROM notes), (SELECT title FROM titles);")).toBe("1|a");
      expect(await connection.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    }
    expect(stops.map((sql) => sql.split(" ").slice(0, 2).join(" "))).toEqual([
      "DROP VIEW",
      "CREATE TABLE",
      "INSERT INTO",
      "DROP TABLE",
      "ALTER TABLE",
      "CREATE INDEX",
      "CREATE INDEX",
      "CREATE VIEW",
      "CREATE TRIGGER",
      "COMMIT",
    ]);
    expect(schemaOf(file)).toContain('"title" text NOT NULL');
  }, 60_000);

  /** The connection, on which the revision's statement of that place fails once it is done, or its COMMIT before. */
  function stoppingAt(at: number, stopped: (sql: string) => void): SqliteConnection {
    let place = 0;
    const stop = (sql: string): void => {
      if (place++ !== at) return;
      stopped(sql);
      throw new Error("the power is gone");
    };
    return {
      ...connection,
      execute: async (sql) => {
        await connection.execute(sql);
        if (/^(?:DROP|CREATE|INSERT|ALTER)/.test(sql)) stop(sql);
      },
      transaction: {
        ...connection.transaction,
        commit: async () => {
          const [own] = await connection.query("SELECT 1 FROM limbeck_version");
          if (own !== undefined) stop("COMMIT");
          await connection.transaction.commit();
        },
      },
    };
  }

  it("because the disk is full leaves the old table, and works once there is room", async () => {
    setUp();
    file.ask("INSERT INTO tasks SELECT value + 1, hex(zeroblob(500)) FROM generate_series(1, 2000);");
    // Its tables are there, as they are when a second revision runs.
    await upgrade({ connection, ...project(), target: "head" });
    const before = schemaOf(file);
    const [{ page_count: pages } = { page_count: 0 }] = await connection.query<{ page_count: number }>(
      "PRAGMA page_count",
    );
    await connection.query(`PRAGMA max_page_count = ${pages + 100}`);
    const error = await failure(upgrade({ connection, ...failing(() => undefined), target: "head" }));
    expect(error).toMatchObject({
      code: "migration-failed",
      facts: { takenBack: true, reason: expect.stringContaining("full") },
    });
    expect(schemaOf(file)).toBe(before);
    expect(file.ask("SELECT count(*) FROM tasks;")).toBe("2001");
    await connection.query("PRAGMA max_page_count = 1000000");
    await upgrade({ connection, ...failing(() => undefined), target: "head" });
    expect(file.ask("SELECT count(*) FROM tasks;")).toBe("2001");
    expect(schemaOf(file)).toContain('"title" text NOT NULL');
  });

  it("says which rows would refer to nothing, of those that did not before", async () => {
    setUp();
    file.ask("INSERT INTO notes VALUES (77);");
    const orphaning = failing((op) => op.execute("DELETE FROM tasks"));
    const error = await failure(upgrade({ connection, ...orphaning, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { keys: ["notes → tasks"], count: 1 } });
    expect(file.ask("SELECT count(*) FROM tasks;")).toBe("1");
    await upgrade({ connection, ...failing(() => undefined), target: "head" });
  });

  it("is looked for once, unless rows refer to nothing in the end", async () => {
    setUp();
    const asked: string[] = [];
    const watched: SqliteConnection = {
      ...connection,
      query: (sql, params) => {
        if (/foreign_key_check/.test(sql)) asked.push(sql);
        return connection.query(sql, params);
      },
    };
    await upgrade({ connection: watched, ...failing(() => undefined), target: "head" });
    expect(asked).toHaveLength(1);
  });

  it("is refused before anything is touched where foreign keys cannot be switched off", async () => {
    setUp();
    const twice = project(
      { revision: "x", upgrade: (op) => op.execute("CREATE TABLE t (n)") },
      { revision: "y", upgrade: (op) => op.alterColumn("tasks", "title", { nullable: false }) },
    );
    const bound = { ...connection, everyBatchIsTransaction: true };
    const error = await failure(upgrade({ connection: bound, ...twice, target: "head" }));
    expect(error).toMatchObject({
      code: "rebuild-cascades",
      exit: 3,
      facts: { revision: "y", table: "tasks", pointedAtBy: ["notes"] },
    });
    expect(file.ask("SELECT count(*) FROM sqlite_schema WHERE name = 't';")).toBe("0");
    await connection.transaction.begin("immediate");
    expect((await failure(upgrade({ connection, ...twice, target: "head" }))).code).toBe("rebuild-cascades");
    await connection.transaction.rollback();
  });
});
