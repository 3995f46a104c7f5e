import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type BatchScope } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import {
  currentInDetail,
  downgrade,
  offlineUpgrade,
  readHistory,
  readRows,
  type RuntimeEvent,
  tryUpgrade,
  upgrade,
  versionTable,
} from "../index.ts";
import { eachSession, onEachDialect, type Place } from "../testing/eachDialect.ts";
import { countsOf, fill, filled, ROWS } from "../testing/filled.ts";
import { type Project, project } from "../testing/project.ts";

onEachDialect((open, dialect) => {
  let place: Place;
  let connection: Connection;
  eachSession(open, (session) => {
    ({ place, connection } = session);
  });

  const counts = () => countsOf(connection);
  const outcomes = async (): Promise<readonly string[]> =>
    (await readHistory(connection, versionTable())).map(({ revision, outcome }) => `${revision} ${outcome}`);
  const halfRun = async ({ graph }: Project) => {
    const read = (revision: string) => Promise.resolve({ checksum: `checksum of ${revision}` });
    return (await currentInDetail({ connection, graph, read })).told?.halfRun[0];
  };
  const run = (steps: Project, options = {}) => upgrade({ connection, ...steps, target: "head", options });

  describe("op.batches", () => {
    it("works on each row once, so many at a time, each batch committed, and says how far it is", async () => {
      const sizes: number[] = [];
      const seen: number[] = [];
      const other = await place.connect();
      const told: RuntimeEvent[] = [];
      const steps = filled({ size: 20, targetTime: 0 }, async (scope) => {
        sizes.push(scope.rows);
        const [row] = await other.query<{ done: number }>(
          "SELECT count(*) AS done FROM tasks WHERE done = 1",
        );
        seen.push(Number(row?.done));
        await fill(scope);
      });
      const result = await run(steps, { report: (event: RuntimeEvent) => void told.push(event) });
      expect(result.rows).toEqual(["b"]);
      expect(sizes).toEqual([20, 20, 20, 20, 15]);
      expect(seen).toEqual([0, 20, 40, 60, 80]);
      await other.close();
      expect(await counts()).toEqual([[1, ROWS]]);
      expect(await outcomes()).toEqual(["b done", "a done"]);
      const batches = told.filter((event) => event.kind === "batchDone");
      expect(batches.map(({ rows }) => rows)).toEqual([20, 40, 60, 80, 95]);
      expect(batches.at(-1)).toMatchObject({ operation: "batches of tasks", left: expect.any(Number) });
      expect(batches[0]?.total).toBeGreaterThanOrEqual(20);
      const whole = told.flatMap((event) => (event.kind === "statementDone" ? [event.operation] : []));
      expect(whole.filter((operation) => operation === "batches of tasks")).toHaveLength(1);
    });

    it("leaves a batch that fails, keeps those before it, says so, and goes on there", async () => {
      let isBroken = true;
      const call = async (scope: BatchScope): Promise<void> => {
        await fill(scope);
        if (isBroken && scope.where.includes("AND")) throw new Error("the mail server is down");
      };
      // On SQLite that makes the table anew.
      const steps = filled({ size: 30, targetTime: 0 }, call, (op) =>
        op.alterColumn("tasks", "done", { nullable: false }),
      );
      const error = await failure(run(steps));
      expect(error).toMatchObject({
        code: "migration-failed",
        exit: 4,
        facts: { takenBack: false, resumable: true, reason: "the mail server is down" },
      });
      expect(error.message).toContain("batches of tasks, 30 rows");
      expect(await counts()).toEqual(
        dialect === "postgres"
          ? [
              [1, 30],
              [0, 65],
            ]
          : [
              [0, 65],
              [1, 30],
            ],
      );
      expect(await halfRun(steps)).toMatchObject({
        revision: "b",
        done: 1,
        walk: { position: { rows: 30, size: 30 } },
      });
      expect((await failure(downgrade({ connection, ...steps, target: "base" }))).message).toContain(
        "1 statement and 30 rows of op.batches of its upgrade done",
      );
      isBroken = false;
      await run(steps);
      expect(await counts()).toEqual([[1, ROWS]]);
      expect(await outcomes()).toEqual(["b done", "b failed", "a done"]);
    });

    it("is refused where the part of the file that is half done is another", async () => {
      const first = filled({ size: 30 }, async (scope) => {
        await fill(scope);
        if (scope.where.includes("AND")) throw new Error("no");
      });
      await failure(run(first));
      const other = await failure(run(filled({ size: 30, key: "title" })));
      expect(other).toMatchObject({ code: "half-run-changed", facts: { operation: "batches of tasks" } });
      expect(await counts()).toContainEqual([1, 30]);
    });

    it("adapts its size to the time that is aimed at", async () => {
      const sizes: number[] = [];
      const steps = filled({ size: 1, targetTime: 60_000 }, ({ rows }) => void sizes.push(rows));
      await run(steps);
      expect(sizes).toEqual([1, 2, 4, 8, 16, 32, 32]);
    });

    it("pauses between two batches where it is asked to, with nothing open", async () => {
      const order: string[] = [];
      const other = await place.connect();
      const pause = async (): Promise<void> => {
        order.push("pause");
        await other.execute("UPDATE tasks SET title = title || '!' WHERE id = -10");
      };
      const steps = filled({ size: 50, targetTime: 0 }, async (scope) => {
        order.push("batch");
        await fill(scope);
      });
      await run(steps, { pause });
      expect(order).toEqual(["pause", "batch", "pause", "batch", "pause"]);
      expect(await counts()).toEqual([[1, ROWS]]);
      await other.close();
    });

    it("ends while it pauses where it is interrupted", async () => {
      const controller = new AbortController();
      const steps = filled({ size: 50, targetTime: 0 });
      let asked = 0;
      const pause = (): Promise<void> | undefined => {
        asked += 1;
        if (asked < 2) return undefined;
        setImmediate(() => {
          controller.abort();
        });
        return new Promise(() => undefined);
      };
      const error = await failure(run(steps, { pause, signal: controller.signal }));
      expect(error).toMatchObject({ code: "cancelled", exit: 130 });
      expect(await halfRun(steps)).toMatchObject({ walk: { position: { rows: 50 } } });
      await run(steps);
      expect(await counts()).toEqual([[1, ROWS]]);
    });

    it("walks by several columns, and by what is no number", async () => {
      const wheres: string[] = [];
      const steps = project({
        revision: "a",
        upgrade: (op) => {
          op.execute(
            "CREATE TABLE parts (shop varchar(20) NOT NULL, key0 integer NOT NULL, n integer, PRIMARY KEY (shop, key0))",
          );
          op.bulkInsert("parts", [
            ...["it's", 'a "b"', "a\\b", "é"].flatMap((shop) => [1, 2, 3].map((key0) => ({ shop, key0 }))),
          ]);
          op.batches("parts", { size: 5, targetTime: 0 }, async ({ op: now, where }) => {
            wheres.push(where);
            await now.execute(`UPDATE parts SET n = coalesce(n, 0) + 1 WHERE ${where}`);
          });
        },
      });
      await run(steps);
      expect(
        await connection.query("SELECT n, CAST(count(*) AS integer) AS rows FROM parts GROUP BY n"),
      ).toEqual([{ n: 1, rows: 12 }]);
      expect(wheres).toHaveLength(3);
      expect(wheres[1]).toMatch(/^\("shop", "key0"\) > \(.*\) AND \("shop", "key0"\) <= \(.*\)$/);
    });

    it("walks by the columns of a unique constraint, if none is NULL", async () => {
      const steps = (sql: string, key?: string) =>
        project({
          revision: "a",
          upgrade: (op) => {
            op.execute(`CREATE TABLE t (${sql})`);
            op.execute("INSERT INTO t (n) VALUES (1), (2)");
            op.batches("t", key === undefined ? {} : { key }, () => undefined);
          },
        });
      const missing = await failure(run(steps("n integer UNIQUE")));
      expect(missing.message).toContain("t has no primary key to walk by");
      expect(missing.hint).toContain("key:");
      await connection.execute("DROP TABLE t; DELETE FROM limbeck_history");
      const unfit = await failure(run(steps("n integer, m integer UNIQUE", "m")));
      expect(unfit.message).toContain("t cannot be walked by (m)");
      await connection.execute("DROP TABLE t; DELETE FROM limbeck_history");
      await run(steps("n integer NOT NULL UNIQUE", "n"));
    });

    it("passes over an empty table", async () => {
      const steps = project({
        revision: "a",
        upgrade: (op) => {
          op.execute("CREATE TABLE t (id integer PRIMARY KEY)");
          op.batches("t", {}, () => {
            throw new Error("called");
          });
        },
      });
      expect((await run(steps)).rows).toEqual(["a"]);
    });

    it("has no SQL, and does not go with others into one transaction", async () => {
      const steps = filled({});
      const server = connection.server;
      const offline = offlineUpgrade({ ...steps, target: "head", dialect, server });
      expect(await failure(offline)).toMatchObject({
        code: "revision-not-offline",
        message: expect.stringContaining("op.batches looks at a database"),
      });
      expect(await failure(run(steps, { transaction: "all" }))).toMatchObject({
        code: "revision-leaves-transaction",
      });
    });

    it("is tried in a dry run, and taken back", async () => {
      await upgrade({ connection, ...filled({}), target: "a" });
      let rows = 0;
      const steps = filled({ size: 50 }, async (scope) => {
        rows += scope.rows;
        await fill(scope);
      });
      await tryUpgrade({ connection, ...steps, target: "head" });
      expect(rows).toBe(ROWS);
      expect(await readRows(connection, versionTable())).toEqual(["a"]);
      expect(await outcomes()).toEqual(["a done"]);
    });
  });
});
