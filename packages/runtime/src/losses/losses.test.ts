import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { type Loss, lossesOn, previewDowngrade, type RunOptions, upgrade } from "../index.ts";
import { eachSession, onEachDialect } from "../testing/eachDialect.ts";
import { lostOn, said } from "../testing/lost.ts";
import { project } from "../testing/project.ts";

let connection: Connection;

const lost = (
  tables: readonly string[],
  downgrade: (op: Operations) => void,
  options?: RunOptions,
): Promise<readonly Loss[]> => lostOn(connection, tables, downgrade, options);

const TASKS = [
  `CREATE TABLE tasks (id integer PRIMARY KEY, "Title" text, note text)`,
  `INSERT INTO tasks VALUES (1, 'a', NULL), (2, NULL, NULL), (3, 'c', NULL)`,
];

onEachDialect((open, dialect) => {
  eachSession(open, (session) => {
    ({ connection } = session);
  });

  describe("what a downgrade loses", () => {
    it("is counted: the rows of tables and the values of columns", async () => {
      const losses = await lost(TASKS, (op) => {
        op.dropColumn("tasks", "Title");
        op.dropTable("tasks");
      });
      expect(losses).toMatchObject([
        { revision: "a", code: "loses-column", count: { number: 2, precision: "exact" } },
        { revision: "a", code: "loses-table", count: { number: 3, precision: "exact" } },
      ]);
      expect(said(losses)).toEqual([
        "drops column tasks.Title and its values (2)",
        "drops table tasks and its rows (3)",
      ]);
    });

    it("is no table whose rows were copied before into another one", async () => {
      const copy = (op: Operations): void => {
        op.createTable("jobs", { columns: [{ name: "id", type: "integer", nullable: false }] });
        op.copyRows("tasks", "jobs", ["id"]);
      };
      const both = await lost(TASKS, (op) => {
        copy(op);
        op.dropTable("tasks");
      });
      expect(both).toEqual([]);
      const dropped = await lost(TASKS, (op) => {
        op.dropTable("tasks");
      });
      expect(dropped).toMatchObject([{ code: "loses-table" }]);
    });

    it("is nothing where a column is all NULL and a table is empty", async () => {
      const tables = [...TASKS, "CREATE TABLE people (id integer)"];
      expect(
        await lost(tables, (op) => {
          op.dropColumn("tasks", "note");
          op.dropTable("people");
        }),
      ).toEqual([]);
    });

    it("is found under the name that it has before, and what the run makes itself is none", async () => {
      expect(
        said(
          await lost(TASKS, (op) => {
            op.renameTable("tasks", "jobs");
            op.alterColumn("jobs", "Title", { name: { from: "Title", to: "name" } });
            op.addColumn("jobs", { name: "place", type: "text" });
            op.createTable("places", { columns: [{ name: "id", type: "integer" }] });
            op.dropColumn("jobs", "name");
            op.dropColumn("jobs", "place");
            op.dropTable("places");
          }),
        ),
      ).toEqual(["drops column jobs.name and its values (2)"]);
    });

    it("is not counted where nobody knows what it was called", async () => {
      const rename = "ALTER TABLE tasks RENAME TO jobs";
      const losses = await lost(TASKS, (op) => {
        op.execute(rename);
        op.dropColumn("jobs", "Title");
        op.dropColumn("tasks", "no such");
        op.dropTable("jobs");
      });
      expect(said(losses)).toEqual([
        "drops column jobs.Title and its values (not counted)",
        "drops column tasks.no such and its values (not counted)",
        "drops table jobs and its rows (not counted)",
      ]);
    });

    it("is counted one by one up to a limit only", async () => {
      const many =
        dialect === "sqlite"
          ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) INSERT INTO big SELECT i, i, NULL FROM n"
          : "INSERT INTO big SELECT i, i, NULL FROM generate_series(1, 100001) i";
      const losses = await lost(["CREATE TABLE big (id integer, a integer, b integer)", many], (op) => {
        op.dropColumn("big", "a");
        op.dropColumn("big", "b");
        op.dropTable("big");
      });
      // SQLite looks for values; PostgreSQL has not analysed the table yet.
      const [a, ...b] = dialect === "sqlite" ? ["at least 100,000"] : ["not counted", "not counted"];
      expect(said(losses)).toEqual([
        `drops column big.a and its values (${a})`,
        ...b.map((words) => `drops column big.b and its values (${words})`),
        "drops table big and its rows (at least 100,000)",
      ]);
    });
  });
});

describe("what a downgrade loses on PostgreSQL", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    connection = await connect(database.url);
  });
  afterEach(async () => {
    await connection.close();
    await database.drop();
  });

  const BIG = [
    "CREATE TABLE big (id integer, a integer, b integer) PARTITION BY RANGE (id)",
    "CREATE TABLE small_ids PARTITION OF big FOR VALUES FROM (0) TO (60000)",
    "CREATE TABLE great_ids PARTITION OF big FOR VALUES FROM (60000) TO (900000)",
    "INSERT INTO big SELECT i, CASE WHEN i % 2 = 0 THEN i END, NULL FROM generate_series(1, 300000) i",
    "ANALYZE big",
  ];

  it("is what the planner believes where a table has many rows", async () => {
    const losses = await lost(BIG, (op) => {
      op.dropColumn("big", "a");
      op.dropColumn("big", "b");
      op.dropTable("big");
    });
    expect(losses.map(({ count }) => count?.precision)).toEqual(["about", undefined, "about"]);
    expect(losses[0]?.count?.number).toBeGreaterThan(140_000);
    expect(losses[0]?.count?.number).toBeLessThan(160_000);
    expect(losses[2]?.count?.number).toBeGreaterThan(290_000);
  });

  it("asks as often for many tables as for one", async () => {
    const asked = async (tables: number): Promise<number> => {
      const revisions = project({
        revision: "a",
        downgrade: (op) => {
          for (let at = 0; at < tables; at += 1) op.dropTable(`t${at}`);
        },
      });
      for (let at = 0; at < tables; at += 1) await connection.execute(`CREATE TABLE IF NOT EXISTS t${at} ()`);
      await upgrade({ connection, ...revisions, target: "head" });
      const { steps } = await previewDowngrade({ connection, ...revisions, target: "base" });
      let trips = 0;
      const counting = new Proxy(connection, {
        get: (target, name) => {
          if (["query", "batch", "execute"].includes(String(name))) trips += 1;
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      expect(await lossesOn(counting, {}, steps)).toEqual([]);
      return trips;
    };
    expect(await asked(40)).toBe(await asked(1));
  });

  it("is not counted where a policy hides rows from the role, or it may not look", async () => {
    await connection.execute(`
      CREATE ROLE careful; GRANT ALL ON SCHEMA public TO careful;
      CREATE TABLE hidden (id integer); INSERT INTO hidden VALUES (1);
      ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; GRANT SELECT ON hidden TO careful;
      CREATE TABLE barred (id integer, open integer); GRANT SELECT (open) ON barred TO careful;
      INSERT INTO barred VALUES (1, 1)`);
    const revisions = project({
      revision: "a",
      downgrade: (op) => {
        op.dropTable("hidden");
        op.dropColumn("barred", "id");
        op.dropTable("barred");
      },
    });
    await upgrade({ connection, ...revisions, target: "head" });
    const { steps } = await previewDowngrade({ connection, ...revisions, target: "base" });
    await connection.execute("SET ROLE careful");
    expect(said(await lossesOn(connection, {}, steps))).toEqual([
      "drops table hidden and its rows (not counted)",
      "drops column barred.id and its values (not counted)",
      "drops table barred and its rows (not counted)",
    ]);
    await connection.execute("RESET ROLE; DROP OWNED BY careful; DROP ROLE careful");
  });

  it("does not wait for what is kept locked, inside the transaction of an application too", async () => {
    const other = await connect(database.url);
    await connection.execute("CREATE TABLE held (id integer)");
    await other.execute("BEGIN; LOCK TABLE held");
    const options = { lockTimeout: 50 };
    try {
      const losses = await lost([], (op) => op.dropTable("held"), options);
      expect(said(losses)).toEqual(["drops table held and its rows (not counted)"]);
      await connection.execute("BEGIN");
      const revisions = project({ revision: "a", downgrade: (op) => op.dropTable("held") });
      const { steps } = await previewDowngrade({ connection, ...revisions, target: "base" });
      expect(said(await lossesOn(connection, options, steps))).toEqual([
        "drops table held and its rows (not counted)",
      ]);
      expect(await connection.query("SELECT 1 AS still")).toEqual([{ still: 1 }]);
      await connection.execute("COMMIT");
    } finally {
      await other.close();
    }
  });
});
