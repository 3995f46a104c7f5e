import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { downgrade, readHistory, readRows, type RuntimeEvent, upgrade, versionTable } from "../index.ts";
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

describe("a revision that leaves its transaction", () => {
  it("is done in parts, and the history has one row for it in the end", async () => {
    const noted: (readonly string[])[] = [];
    const other = await connect(database.url);
    const locked = project(
      { revision: "a" },
      {
        revision: "b",
        upgrade: (op) => {
          op.execute("CREATE TABLE t (n int)");
          index(op);
          op.run(async () => {
            noted.push((await readHistory(other, versionTable())).map(({ outcome }) => outcome));
          });
        },
      },
    );
    await upgrade({ connection, ...locked, target: "head" });
    expect(noted).toEqual([["step 2", "step 1", "started", "done"]]);
    expect(await outcomes(connection)).toEqual(["b done", "a done"]);
    expect(await isValid(connection)).toBe(true);
    await other.close();
  });

  it("that fails stays at the last statement that was done, and the next upgrade goes on there", async () => {
    const broken = history((op) => {
      addColumn(op);
      index(op, true);
      after(op);
    });
    const error = await failure(upgrade({ connection, ...broken, target: "head" }));
    expect(error).toMatchObject({
      code: "migration-failed",
      facts: {
        takenBack: false,
        resumable: true,
        kept: ["column t.m: added", "an invalid index t_n, which the next run drops"],
      },
    });
    expect(error.hint).toContain("goes on behind what stays");
    expect(await outcomes(connection)).toEqual(["b failed", "b step 1", "b started", "a done"]);
    expect(await halfRuns(connection)).toEqual([{ revision: "b", direction: "upgrade", done: 1 }]);
    expect(await readRows(connection, versionTable())).toEqual(["a"]);

    const events: RuntimeEvent[] = [];
    await connection.execute("DELETE FROM t");
    await upgrade({
      connection,
      ...broken,
      target: "head",
      options: { report: (event) => events.push(event) },
    });
    expect(events).toContainEqual({ kind: "stepResumed", revision: "b", done: 1 });
    expect(events).toContainEqual({ kind: "remnantDropped", revision: "b", index: "t_n" });
    expect(await outcomes(connection)).toEqual(["b done", "b failed", "a done"]);
    expect([await isValid(connection), await relation(connection, "after")]).toEqual([true, true]);
    expect(await halfRuns(connection)).toEqual([]);
  });

  it("may be corrected where it is not done", async () => {
    const broken = history((op) => {
      addColumn(op);
      index(op);
      op.execute("SELECT nonsense");
    });
    await failure(upgrade({ connection, ...broken, target: "head" }));
    expect(await halfRuns(connection)).toEqual([{ revision: "b", direction: "upgrade", done: 2 }]);
    await upgrade({ connection, ...whole, target: "head" });
    expect(await outcomes(connection)).toEqual(["b done", "b failed", "a done"]);
    expect(await relation(connection, "after")).toBe(true);
  });

  it("must not be changed where it is done, says which line", async () => {
    await cutOff(connection, upgrade({ connection, ...whole, target: "head", options: cutBehind(/after/) }));
    const changed = history((op) => {
      addColumn(op);
      op.createIndex("t", { name: "t_other", columns: ["n"] }, { concurrently: true });
      after(op);
    });
    const error = await failure(upgrade({ connection, ...changed, target: "head" }));
    expect(error).toMatchObject({
      code: "half-run-changed",
      exit: 3,
      facts: { revision: "b", done: 2, number: 2 },
    });
    expect(error.message).toContain("t_other");
    const shorter = history((op) => addColumn(op));
    expect((await failure(upgrade({ connection, ...shorter, target: "head" }))).message).toContain(
      "there is less of it",
    );
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
  });

  it("of which nothing is left when it fails is not half-run", async () => {
    const first = history((op) => op.execute("VACUUM nonsense"));
    expect((await failure(upgrade({ connection, ...first, target: "head" }))).facts).toMatchObject({
      takenBack: true,
      kept: [],
    });
    expect(await outcomes(connection)).toEqual(["b failed", "a done"]);
    expect((await downgrade({ connection, ...first, target: "base" })).rows).toEqual([]);
  });
});

describe("a run that was cut off between a statement and its note", () => {
  it.each([
    ["an index", index, /t_n.*added/, "t_n"],
    [
      "SQL that builds one",
      (op: Operations) => op.execute("CREATE INDEX CONCURRENTLY t_n ON t (n)"),
      /CONCURRENTLY/,
      "t_n",
    ],
  ])("finds %s that was built, and does not build it again", async (_, build, cut, name) => {
    const revisions = history((op) => {
      build(op);
      after(op);
    });
    await cutOff(connection, upgrade({ connection, ...revisions, target: "head", options: cutBehind(cut) }));
    expect(await outcomes(connection)).toEqual(["b started", "a done"]);
    const [before] = await connection.query("SELECT $1::regclass::oid AS oid", [name]);
    const events: RuntimeEvent[] = [];
    await upgrade({ connection, ...revisions, target: "head", options: { report: (e) => events.push(e) } });
    expect(events.map(({ kind }) => kind)).toContain("statementFound");
    expect(await connection.query("SELECT $1::regclass::oid AS oid", [name])).toEqual([before]);
    expect(await relation(connection, "after")).toBe(true);
  });

  it("finds an index that was dropped", async () => {
    const revisions = history((op) => {
      op.execute("CREATE INDEX t_n ON t (n)");
      op.dropIndex("t", "t_n", { concurrently: true });
      after(op);
    });
    await cutOff(
      connection,
      upgrade({ connection, ...revisions, target: "head", options: cutBehind(/t_n.*removed/) }),
    );
    expect(await relation(connection, "t_n")).toBe(false);
    await upgrade({ connection, ...revisions, target: "head" });
    expect(await outcomes(connection)).toEqual(["b done", "a done"]);
  });

  it("takes an index that was there before for none of its own", async () => {
    await upgrade({ connection, ...whole, target: "a" });
    await connection.execute("CREATE INDEX t_n ON t (n)");
    const error = await failure(upgrade({ connection, ...whole, target: "head" }));
    expect(error.message).toContain('relation "t_n" already exists');
  });
});
