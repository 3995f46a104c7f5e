import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection, lockHolder, lockKey } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { readHistory, readRows, type RuntimeEvent, upgrade, versionTable } from "./index.ts";
import { outcomes, relation, whole } from "./testing/half.ts";
import { project, tasks } from "./testing/project.ts";
import { openProxy, type Proxy, type Verdict } from "./testing/proxy.ts";

let database: TestDatabase;
let connection: Connection;
let proxy: Proxy | undefined;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await connect(database.url);
});
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  await connection.close();
  await database.drop();
});

/** Connects by way of a line that is cut once, at what fits. */
async function cuttingAt(
  fits: (sent: string) => boolean,
  verdict: Verdict,
): Promise<() => Promise<Connection>> {
  let isCut = false;
  proxy = await openProxy(database.url, (text) => {
    if (isCut || !fits(text)) return "pass";
    isCut = true;
    return verdict;
  });
  const { url } = proxy;
  return () => connect(url);
}

const locks = async () => {
  const name = { database: database.name, schema: "public", versionTable: "limbeck_version" };
  return [
    await lockHolder(connection, lockKey(name)),
    await lockHolder(connection, lockKey({ ...name, part: "work" })),
  ];
};

describe("a connection that is lost", () => {
  it("in the middle of a statement, takes the revision back", async () => {
    const open = await cuttingAt((sent) => sent.includes("CREATE INDEX tasks_user"), "cut");
    const error = await failure(upgrade({ connect: open, ...tasks, target: "head" }));
    expect(error).toMatchObject({
      code: "migration-failed",
      facts: { revision: "b", completed: ["a"], takenBack: true },
    });
    expect(await relation(connection, "tasks")).toBe(false);
    expect(await readRows(connection, versionTable())).toEqual(["a"]);
    expect((await upgrade({ connect: open, ...tasks, target: "head" })).rows).toEqual(["c"]);
  });

  // What is said before the COMMIT of b is its row in the history.
  const commitOfB = () => {
    let isNext = false;
    return (sent: string): boolean => {
      if (sent.includes('INTO "public"."limbeck_history"') && sent.includes("'b'")) isNext = true;
      return isNext && sent.includes("COMMIT");
    };
  };

  it.each([
    [
      "cut",
      "before the server has heard the COMMIT",
      { code: "migration-failed", facts: { takenBack: true } },
      ["a"],
    ],
    [
      "cutAnswer",
      "before its answer was heard",
      { code: "connection-lost", facts: { committed: true } },
      ["b"],
    ],
  ] as const)("%s %s, is not told for another state than it is", async (verdict, _, expected, rows) => {
    const open = await cuttingAt(commitOfB(), verdict);
    const error = await failure(upgrade({ connect: open, ...tasks, target: "head" }));
    expect(error).toMatchObject({ ...expected, exit: 4 });
    expect(error.facts["completed"]).toEqual(verdict === "cut" ? ["a"] : ["a", "b"]);
    expect(await readRows(connection, versionTable())).toEqual(rows);
    expect((await upgrade({ connect: open, ...tasks, target: "head" })).rows).toEqual(["c"]);
    expect((await readHistory(connection, versionTable())).map(({ revision }) => revision)).toEqual([
      "c",
      "b",
      "a",
    ]);
    expect(await locks()).toEqual([undefined, undefined]);
  });

  it("while an index is built, is gone on behind", async () => {
    const open = await cuttingAt((sent) => sent.includes("CREATE INDEX CONCURRENTLY"), "cutAnswer");
    const error = await failure(upgrade({ connect: open, ...whole, target: "head" }));
    expect(error.facts).toMatchObject({ takenBack: false, resumable: true });
    const events: RuntimeEvent[] = [];
    await upgrade({ connect: open, ...whole, target: "head", options: { report: (e) => events.push(e) } });
    expect(events.map(({ kind }) => kind)).toContain("statementFound");
    expect(await outcomes(connection)).toEqual(["b done", "a done"]);
  });
});

describe("a run that died in the middle of a statement", () => {
  it("is waited for until its session is gone", async () => {
    const slow = project({
      revision: "a",
      upgrade: (op) => op.execute("CREATE TABLE t (n int); SELECT pg_sleep(1)"),
    });
    const open = () => connect(database.url);
    // The one that held the lock is gone at once, the one that works is not.
    const first = upgrade({
      connect: open,
      ...slow,
      target: "head",
      options: {
        report: ({ kind }) => {
          if (kind === "stepStarted") setTimeout(() => void endHolder(), 100);
        },
      },
    });
    const endHolder = async (): Promise<void> => {
      const [holder] = await locks();
      await connection.execute(`SELECT pg_terminate_backend(${holder?.pid ?? 0})`);
    };
    while ((await locks())[0] === undefined);
    while ((await locks())[0] !== undefined);
    expect((await locks())[1]).toMatchObject({ query: expect.stringContaining("pg_sleep") });
    const events: RuntimeEvent[] = [];
    const options = { report: (event: RuntimeEvent) => void events.push(event) };
    const second = await upgrade({ connect: open, ...slow, target: "head", options });
    expect(events).toMatchObject([{ kind: "lockTaken" }, { kind: "lockWaiting" }, { kind: "stepSkipped" }]);
    expect(second.rows).toEqual(["a"]);
    expect((await first).rows).toEqual(["a"]);
  });
});
