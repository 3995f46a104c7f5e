import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { type RuntimeEvent, upgrade } from "./index.ts";
import { type Project, project } from "./testing/project.ts";

let database: TestDatabase;
let other: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  other = await connect(database.url);
});
afterEach(async () => {
  await other.close();
  await database.drop();
});

const start = `CREATE TABLE t (n int PRIMARY KEY); INSERT INTO t VALUES (1); CREATE TABLE u (n int PRIMARY KEY);
  CREATE TABLE events (id int) PARTITION BY RANGE (id);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (9)`;
const history = (body: (op: Operations) => void): Project =>
  project({ revision: "a", upgrade: (op) => op.execute(start) }, { revision: "b", upgrade: body });

/** Runs a revision until `hears` says that it has heard enough: then it is interrupted. */
async function interrupted(steps: Project, hears: (event: RuntimeEvent) => boolean) {
  const abort = new AbortController();
  const { signal } = abort;
  const events: RuntimeEvent[] = [];
  const report = (event: RuntimeEvent): void => {
    events.push(event);
    if (hears(event)) abort.abort();
  };
  const open = () => connect(database.url, { signal });
  const error = await failure(
    upgrade({ connect: open, ...steps, target: "head", options: { signal, report } }),
  );
  return { error, events };
}

/** Runs it to its end, and tells what of it was found. */
async function goOn(steps: Project): Promise<readonly RuntimeEvent[]> {
  const events: RuntimeEvent[] = [];
  const report = (event: RuntimeEvent): void => void events.push(event);
  await upgrade({ connect: () => connect(database.url), ...steps, target: "head", options: { report } });
  return events.filter(({ kind }) => kind.startsWith("remnant") || kind === "statementFound");
}

const invalid = () =>
  other.query("SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid ORDER BY 1");
const isBlocked = ({ kind }: RuntimeEvent): boolean => kind === "statementBlocked";

describe("what is cut off outside a transaction", () => {
  it.each([
    "REINDEX TABLE CONCURRENTLY t",
    "REINDEX (CONCURRENTLY) INDEX t_pkey",
    "REINDEX SCHEMA CONCURRENTLY public",
  ])("%s: the indexes that it was building are dropped, and built again", async (sql) => {
    await upgrade({ connection: other, ...history(() => undefined), target: "a" });
    const steps = history((op) => op.execute(sql));
    await other.execute("BEGIN; UPDATE t SET n = n");
    const { error } = await interrupted(steps, isBlocked);
    expect(error).toMatchObject({
      code: "cancelled",
      facts: { resumable: true, kept: ["an invalid index t_pkey_ccnew, which the next run drops"] },
    });
    await other.execute("COMMIT");
    expect(await invalid()).toEqual([{ name: "t_pkey_ccnew" }]);
    expect(await goOn(steps)).toEqual([{ kind: "remnantDropped", revision: "b", index: "t_pkey_ccnew" }]);
    expect(await invalid()).toEqual([]);
  });

  it("leaves invalid indexes of other tables, and of other names, alone", async () => {
    await upgrade({ connection: other, ...history(() => undefined), target: "a" });
    await other.execute(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'u_pkey'::regclass; ALTER INDEX u_pkey RENAME TO u_ccnew",
    );
    expect(await goOn(history((op) => op.execute("REINDEX TABLE CONCURRENTLY t")))).toEqual([]);
    expect(await invalid()).toEqual([{ name: "u_ccnew" }]);
  });

  it.each([
    [
      "op.detachPartition",
      (op: Operations) => op.detachPartition("events", "events_1", { concurrently: true }),
    ],
    ["SQL", (op: Operations) => op.execute('ALTER TABLE events DETACH PARTITION "events_1" CONCURRENTLY')],
  ] as const)("a partition that is half detached by %s is detached to the end", async (_, detach) => {
    await upgrade({ connection: other, ...history(() => undefined), target: "a" });
    const steps = history(detach);
    await other.execute("BEGIN; SELECT FROM events");
    const { error } = await interrupted(steps, isBlocked);
    expect(error.facts["kept"]).toEqual([
      "the partition events_1 half detached, which the next run finishes",
    ]);
    await other.execute("COMMIT");
    expect(await other.query("SELECT inhdetachpending AS pending FROM pg_inherits")).toEqual([
      { pending: true },
    ]);
    expect(await goOn(steps)).toEqual([{ kind: "remnantFinished", revision: "b", partition: "events_1" }]);
    expect(await other.query("SELECT FROM pg_inherits")).toEqual([]);
  });

  it("a partition that was detached before that could be written down is found", async () => {
    const steps = history((op) => op.detachPartition("events", "events_1", { concurrently: true }));
    const cut = (event: RuntimeEvent): void => {
      if (event.kind === "statementDone" && event.operation.includes("detached"))
        throw new TypeError("cut off");
    };
    const connection = await connect(database.url);
    await failure(upgrade({ connection, ...steps, target: "head", options: { report: cut } })).catch(
      () => undefined,
    );
    await connection.close();
    expect(await goOn(steps)).toMatchObject([{ kind: "statementFound" }]);
  });
});

it("says how far a concurrent build is, in the server's words", async () => {
  await upgrade({ connection: other, ...history(() => undefined), target: "a" });
  await other.execute("BEGIN; UPDATE t SET n = n");
  const steps = history((op) => op.createIndex("t", { name: "t_n", columns: ["n"] }, { concurrently: true }));
  const { events } = await interrupted(steps, ({ kind }) => kind === "indexProgress");
  expect(events.find(({ kind }) => kind === "indexProgress")).toMatchObject({
    revision: "b",
    operation: "index t_n on t: added concurrently",
    phase: expect.stringMatching(/^waiting for /),
    done: expect.any(Number),
    total: expect.any(Number),
  });
  await other.execute("COMMIT");
  expect(await goOn(steps)).toEqual([{ kind: "remnantDropped", revision: "b", index: "t_n" }]);
});
