import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { readHistory, readRows, upgrade, versionTable } from "./index.ts";
import { project, tasks, type TestRevision } from "./testing/project.ts";

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

const tables = async () =>
  (
    await connection.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    )
  ).map(({ name }) => name);

describe("a statement that fails", () => {
  const broken = project(
    { revision: "a", upgrade: (op) => op.execute("CREATE TABLE a (n int)") },
    {
      revision: "b",
      message: "broken",
      upgrade: (op) => {
        op.execute("CREATE TABLE b (n int)");
        op.execute("CREATE TABLE c (\n\tn int,\n\tö text DEFAULT nonsense,\n\tm int\n)");
        op.execute("CREATE TABLE d (n int)");
      },
    },
    { revision: "c" },
  );

  it("takes its revision back, and leaves the ones before", async () => {
    const error = await failure(upgrade({ connection, ...broken, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", exit: 4 });
    expect(await tables()).toEqual(["a", "limbeck_history", "limbeck_version"]);
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
    const history = await readHistory(connection, versionTable());
    expect(history.map(({ revision, outcome }) => [revision, outcome])).toEqual([
      ["b", "failed"],
      ["a", "done"],
    ]);
  });

  it("tells which row stands against it", async () => {
    const unique = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE a (n int); INSERT INTO a VALUES (1), (1)");
        op.execute("ALTER TABLE a ADD UNIQUE (n)");
      },
    });
    const error = await failure(upgrade({ connection, ...unique, target: "head" }));
    expect(error.hint).toBe(
      "Correct the rows or the revision, and run the command again: Key (n)=(1) is duplicated.",
    );
  });

  it("is told with all that is known of it", async () => {
    const locate = (stack: string) => {
      const [, line] = /failing\.test\.ts:(\d+)/.exec(stack) ?? [];
      return line === undefined ? undefined : { file: "b.ts", line: Number(line) };
    };
    const error = await failure(upgrade({ connection, ...broken, target: "head", options: { locate } }));
    expect(error.message).toMatch(
      /^The upgrade of revision b \(b\.ts:\d+\) failed at "SQL: CREATE TABLE c \(": cannot use column reference in DEFAULT expression; all of it was taken back\.$/,
    );
    expect(error.facts).toMatchObject({
      revision: "b",
      message: "broken",
      direction: "upgrade",
      operation: "SQL: CREATE TABLE c (",
      number: 2,
      total: 3,
      file: "b.ts",
      sqlstate: "0A000",
      reason: "cannot use column reference in DEFAULT expression",
      at: { line: 3, column: 17 },
      excerpt: "\tn int,\n\tö text DEFAULT nonsense,\n\t               ^\n\tm int",
      completed: ["a"],
      takenBack: true,
      kept: [],
      attempts: 1,
    });
  });

  it("in mode `all` takes everything back", async () => {
    const run = upgrade({ connection, ...broken, target: "head", options: { transaction: "all" } });
    expect((await failure(run)).facts).toMatchObject({ revision: "b", completed: [], takenBack: true });
    expect(await tables()).toEqual(["limbeck_history", "limbeck_version"]);
    expect(await readRows(connection, versionTable())).toEqual([]);
  });

  it("outside a transaction says what stays", async () => {
    const { load, graph } = broken;
    const loose = { graph, load: async (id: string) => ({ ...(await load(id)), transaction: id !== "b" }) };
    const error = await failure(upgrade({ connection, ...loose, target: "head" }));
    expect(error.facts).toMatchObject({ takenBack: false, kept: ["SQL: CREATE TABLE b (n int)"] });
    expect(await tables()).toEqual(["a", "b", "limbeck_history", "limbeck_version"]);
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
  });

  it("that says what the database is not, points at check and stamp", async () => {
    await database.execute("CREATE TABLE users (id int)");
    const error = await failure(upgrade({ connection, ...tasks, target: "head" }));
    expect(error.hint).toMatch(/limbeck check.*limbeck stamp/);
    expect(error.message).toContain('relation "users" already exists');
  });

  it("may be the COMMIT", async () => {
    const deferred = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE p (id int PRIMARY KEY)");
        op.execute("CREATE TABLE q (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        op.execute("INSERT INTO q VALUES (1)");
      },
    });
    const error = await failure(upgrade({ connection, ...deferred, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { sqlstate: "23503", takenBack: true } });
    expect(error.message).toContain('failed at "COMMIT"');
    expect(await tables()).toEqual(["limbeck_history", "limbeck_version"]);
  });

  it("may be a COMMIT of the revision's own", async () => {
    const ending = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE TABLE p (id int); COMMIT");
        op.execute("CREATE TABLE q (id int)");
      },
    });
    const error = await failure(upgrade({ connection, ...ending, target: "head" }));
    expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: false } });
    expect(error.message).toContain("it ended the transaction of its revision");
    expect(await readRows(connection, versionTable())).toEqual([]);
  });
});

describe("what is refused before anything is touched", () => {
  const first: TestRevision = { revision: "a", upgrade: (op) => op.execute("CREATE TABLE a ()") };
  const run = (second: TestRevision) =>
    failure(upgrade({ connection, ...project(first, second), target: "head" }));
  afterEach(async () => {
    expect(await tables()).toEqual([]);
  });

  it("an irreversible step", async () => {
    const upgraded = await run({ revision: "b", upgrade: (op) => op.irreversible("rows were merged") });
    expect(upgraded).toMatchObject({
      code: "irreversible",
      exit: 3,
      facts: { revision: "b", reason: "rows were merged" },
    });
  });

  it("a directive with wrong arguments", async () => {
    // @ts-expect-error: the compiler says so, too
    const error = await run({ revision: "b", upgrade: (op) => op.createTable("t", null) });
    expect(error).toMatchObject({ code: "argument-wrong", exit: 2, facts: { revision: "b" } });
  });

  it("a directive that lacks something that only its statement needs, with its line", async () => {
    const table = { columns: [{ name: "id", type: "integer" }], primaryKey: { columns: ["id"] } };
    const error = await failure(
      upgrade({
        connection,
        // @ts-expect-error: the compiler says so, too
        ...project(first, { revision: "b", upgrade: (op) => op.createTable("t", table) }),
        target: "head",
        options: { locate: () => ({ file: "b.ts", line: 7 }) },
      }),
    );
    expect(error).toMatchObject({
      code: "argument-wrong",
      message: expect.stringMatching(
        /^Revision b \(b\.ts:7\) cannot be read: op\.createTable: an argument is missing/,
      ),
    });
  });

  it("a body that throws", async () => {
    const body = (): void => {
      throw new Error("oh no");
    };
    expect(await run({ revision: "b", upgrade: body })).toMatchObject({
      code: "revision-body-failed",
      message: "The upgrade of revision b cannot be read: oh no.",
    });
  });

  it("a body that is async", async () => {
    // eslint-disable-next-line @typescript-eslint/no-misused-promises, @typescript-eslint/require-await -- the mistake that is tested
    const error = await run({ revision: "b", upgrade: async (op) => op.execute("SELECT 1") });
    expect(error).toMatchObject({ code: "revision-body-asynchronous", exit: 3 });
  });

  it("in mode `all`, a revision without a transaction", async () => {
    const input = { connection, ...project({ revision: "a" }, { revision: "b", transaction: false }) };
    const error = await failure(upgrade({ ...input, target: "head", options: { transaction: "all" } }));
    expect(error).toMatchObject({ code: "revision-leaves-transaction", exit: 3, facts: { revision: "b" } });
  });

  it("an id that does not fit into the version table", async () => {
    expect(await run({ revision: "x".repeat(65) })).toMatchObject({ code: "revision-id-too-long" });
  });

  it("what is not approved", async () => {
    const approve = (): never => {
      throw new TypeError("no");
    };
    const input = { connection, ...tasks, target: "head", options: { approve } };
    await expect(upgrade(input)).rejects.toThrow(TypeError);
  });
});

describe("a database that does not fit", () => {
  it("holds a revision that no file has", async () => {
    await upgrade({
      connection,
      ...project({ revision: "elsewhere", message: "on a branch" }),
      target: "head",
    });
    const error = await failure(upgrade({ connection, ...tasks, target: "head" }));
    expect(error).toMatchObject({
      code: "database-revision-unknown",
      exit: 3,
      facts: { revisions: ["elsewhere"] },
    });
    expect(error.message).toMatch(/elsewhere \(on a branch\): upgrade of \d{4}-.* by \w+ from /);
  });

  it("loses a version row while the revision runs", async () => {
    await upgrade({ connection, ...tasks, target: "a" });
    const thief = project(
      { revision: "a" },
      { revision: "b", upgrade: (op) => op.execute("DELETE FROM limbeck_version") },
    );
    const error = await failure(upgrade({ connection, ...thief, target: "head" }));
    expect(error).toMatchObject({ code: "version-rows-changed", exit: 4 });
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
  });

  it("has the version row of the revision already when it ends", async () => {
    const twice = project({
      revision: "a",
      upgrade: (op) => op.execute("INSERT INTO limbeck_version VALUES ('a')"),
    });
    expect(await failure(upgrade({ connection, ...twice, target: "head" }))).toMatchObject({
      code: "version-rows-changed",
    });
    expect(await readRows(connection, versionTable())).toEqual([]);
  });
});
