import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import {
  downgrade,
  readRows,
  type RuntimeEvent,
  stamp,
  tryUpgrade,
  upgrade,
  versionTable,
} from "../index.ts";
import {
  addColumn,
  after,
  cutBehind,
  cutOff,
  halfRuns,
  history,
  index,
  isValid,
  outcomes,
  relation,
  whole,
} from "../testing/half.ts";
import { project } from "../testing/project.ts";

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
});

describe("while a revision is half-run", () => {
  const both = history(
    (op) => {
      addColumn(op);
      index(op);
      after(op);
    },
    (op) => {
      op.execute("DROP TABLE after");
      op.dropIndex("t", "t_n", { concurrently: true });
      op.dropColumn("t", "m");
    },
  );
  const cutUp = () =>
    cutOff(connection, upgrade({ connection, ...both, target: "head", options: cutBehind(/t_n/) }));

  it("nothing is taken back", async () => {
    await cutUp();
    const error = await failure(downgrade({ connection, ...both, target: "base" }));
    expect(error).toMatchObject({ code: "half-run", exit: 3, facts: { revision: "b", done: 1 } });
    expect(error.message).toMatch(/^Revision b is half-run: 1 statement of its upgrade done, begun on 20/);
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
  });

  it("a stamp settles it", async () => {
    await cutUp();
    const events: RuntimeEvent[] = [];
    const report = (event: RuntimeEvent): void => void events.push(event);
    await stamp({ connection, graph: both.graph, target: "a", options: { report } });
    expect(events).toContainEqual({ kind: "halfRunSettled", revision: "b", done: 1 });
    expect(await halfRuns(connection)).toEqual([]);
    expect((await downgrade({ connection, ...both, target: "base" })).rows).toEqual([]);
  });

  it("downwards, it can be finished downwards only", async () => {
    await upgrade({ connection, ...both, target: "head" });
    await cutOff(connection, downgrade({ connection, ...both, target: "a", options: cutBehind(/t_n/) }));
    expect(await halfRuns(connection)).toEqual([{ revision: "b", direction: "downgrade", done: 1 }]);
    const more = project({ revision: "a" }, { revision: "b" }, { revision: "c" });
    expect(await failure(upgrade({ connection, ...more, target: "head" }))).toMatchObject({
      code: "half-run",
      facts: { direction: "downgrade" },
    });
    expect((await downgrade({ connection, ...both, target: "a" })).rows).toEqual(["a"]);
    expect([await relation(connection, "after"), await relation(connection, "t_n")]).toEqual([false, false]);
  });

  it("a dry run tries what is left", async () => {
    await cutUp();
    const { steps } = await tryUpgrade({ connection, ...both, target: "head" });
    expect(steps[0]?.statements.map(({ operation }) => operation)).toEqual([
      "index t_n on t: added concurrently",
      "SQL: CREATE TABLE after (n int)",
    ]);
  });
});

describe("op.autocommit", () => {
  it("commits each statement with its note, so that none is done twice", async () => {
    const twice = history((op) => {
      addColumn(op);
      op.autocommit((inside) => {
        inside.execute("INSERT INTO t VALUES (3)");
        inside.execute("INSERT INTO t VALUES (4)");
      });
      op.execute("SELECT 1 / (SELECT count(*) FROM t WHERE n = 5)");
    });
    const error = await failure(upgrade({ connection, ...twice, target: "head" }));
    expect(error.facts).toMatchObject({ sqlstate: "22012", resumable: true });
    await connection.execute("INSERT INTO t VALUES (5)");
    await upgrade({ connection, ...twice, target: "head" });
    expect(await connection.query("SELECT n FROM t WHERE n > 2 ORDER BY n")).toEqual([
      { n: 3 },
      { n: 4 },
      { n: 5 },
    ]);
  });

  it("runs what the server wants outside, whatever its words", async () => {
    const called = history((op) => {
      op.execute("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (9); COMMIT; END'");
      op.autocommit((inside) => inside.execute("CALL p()"));
    });
    await upgrade({ connection, ...called, target: "head" });
    expect(await connection.query("SELECT n FROM t WHERE n = 9")).toEqual([{ n: 9 }]);
    expect(await outcomes(connection)).toEqual(["b done", "a done"]);
  });
});

it("a concurrent build has no timeout, whatever the role says", async () => {
  await upgrade({ connection, ...whole, target: "a" });
  const slow = history((op) => op.execute("CREATE INDEX CONCURRENTLY t_n ON t ((slow(0.7) IS NULL))"));
  await connection.execute(
    "CREATE FUNCTION slow(float) RETURNS float IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep($1); RETURN 1; END'",
  );
  await connection.execute("SET lock_timeout = 1; SET statement_timeout = 500");
  await upgrade({ connection, ...slow, target: "head" });
  expect(await isValid(connection)).toBe(true);
  expect(await connection.query("SHOW statement_timeout")).toEqual([{ statement_timeout: "500ms" }]);
  await connection.execute("RESET statement_timeout; RESET lock_timeout");
});
