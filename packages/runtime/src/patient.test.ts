import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { downgrade, type LockScope, readRows, type RuntimeEvent, upgrade, versionTable } from "./index.ts";
import { history, index, isValid } from "./testing/half.ts";
import { project, tasks } from "./testing/project.ts";

let database: TestDatabase;
let connection: Connection;
let other: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
  other = await connect(database.url, { applicationName: "a clerk" });
});
afterEach(async () => {
  await Promise.all([connection.close(), other.close()]);
  await database.drop();
});

describe("a table that another session holds", () => {
  beforeEach(async () => {
    await upgrade({ connection, ...tasks, target: "b" });
    await other.execute("BEGIN; LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE");
  });

  it("is waited for only for a moment, and tried again", async () => {
    const events: RuntimeEvent[] = [];
    const report = (event: RuntimeEvent): void => {
      events.push(event);
      // The pause is when the other session gets on.
      if (event.kind === "stepRetried") void other.execute("COMMIT");
    };
    const options = { lockTimeout: 20, retryPause: 100, report };
    expect((await upgrade({ connection, ...tasks, target: "head", options })).rows).toEqual(["c"]);
    expect(events.map(({ kind }) => kind)).toContain("stepRetried");
    expect(events.filter(({ kind }) => kind === "stepStarted")).toHaveLength(1);
  });

  it("ends the run in the end", async () => {
    const options = { lockTimeout: 20, retryPause: 1, lockRetries: 2 };
    const error = await failure(downgrade({ connection, ...tasks, target: "base", options }));
    expect(error).toMatchObject({
      code: "migration-failed",
      facts: { sqlstate: "55P03", attempts: 3, takenBack: true },
    });
    expect(error.hint).toContain("--lock-retries");
    expect(await readRows(connection, versionTable())).toEqual(["b"]);
  });

  it.each<LockScope>(["session", "transaction"])(
    "is told with the session that holds it, before the time is up (%s)",
    async (lock) => {
      const events: RuntimeEvent[] = [];
      const report = (event: RuntimeEvent): void => void events.push(event);
      const options = { lock, lockTimeout: 400, retryPause: 1, lockRetries: 1, report };
      const run = upgrade({ connect: () => connect(database.url), ...tasks, target: "head", options });
      const error = await failure(run);
      const holder = {
        application: "a clerk",
        user: "postgres",
        query: expect.stringContaining("LOCK TABLE tasks"),
      };
      const kinds = ["statementBlocked", "stepRetried"];
      expect(events.filter(({ kind }) => kinds.includes(kind))).toMatchObject([
        { kind: "statementBlocked", revision: "c", blockers: [holder] },
        { kind: "stepRetried", blockers: [holder] },
        { kind: "statementBlocked", blockers: [holder] },
      ]);
      expect(error).toMatchObject({ facts: { blockers: [holder], sqlstate: "55P03" } });
      expect(error.hint).toMatch(/^In the way: session \d+ \(a clerk as postgres .*LOCK TABLE tasks/);
    },
  );
});

it("a concurrent build waits for an older transaction as long as it takes, and says for whom", async () => {
  const open = () => connect(database.url);
  const built = history((op) => index(op));
  await upgrade({ connect: open, ...built, target: "a" });
  await other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM t");
  const report = (event: RuntimeEvent): void => {
    if (event.kind === "statementBlocked") void other.execute(`COMMIT; SELECT '${event.operation}'`);
  };
  await upgrade({
    connect: open,
    ...built,
    target: "head",
    options: { lockTimeout: 50, lockRetries: 0, report },
  });
  expect(await isValid(connection)).toBe(true);
});

it("a statement that takes too long is ended, with its revision, and is not tried again", async () => {
  const steps = project({
    revision: "a",
    upgrade: (op) => op.execute("CREATE TABLE slow (n int); SELECT pg_sleep(60)"),
  });
  const told: string[] = [];
  const options = { statementTimeout: 50, report: ({ kind }: RuntimeEvent) => void told.push(kind) };
  const error = await failure(upgrade({ connection, ...steps, target: "head", options }));
  expect(error).toMatchObject({
    code: "migration-failed",
    facts: { sqlstate: "57014", takenBack: true, attempts: 1 },
  });
  expect(told).not.toContain("stepRetried");
  expect(await connection.query("SELECT to_regclass('slow') AS slow")).toEqual([{ slow: null }]);
  expect(await connection.query("SHOW statement_timeout")).toEqual([{ statement_timeout: "0" }]);
});
