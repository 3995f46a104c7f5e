import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SqliteConnection } from "@limbeck/database";
import { failure } from "@limbeck/testkit";
import { readHistory, readRows, type RuntimeEvent, upgrade, versionTable } from "../index.ts";
import { keptTasks } from "../testing/keptTasks.ts";
import { type SqliteFile, sqliteFile } from "../testing/sqliteFile.ts";

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

describe("several runs at once", () => {
  it("end in one migration", async () => {
    const events: RuntimeEvent[] = [];
    const runs = Array.from({ length: 10 }, () =>
      upgrade({
        connect: file.connect,
        ...keptTasks,
        target: "head",
        options: { report: (event) => events.push(event) },
      }),
    );
    const results = await Promise.all(runs);
    expect(results.map((result) => result.rows)).toEqual(results.map(() => ["c"]));
    const done = results.flatMap(({ steps }) => steps.map(({ revision }) => revision));
    expect(done.toSorted()).toEqual(["a", "b", "c"]);
    for (const { steps, skipped } of results) {
      const both = [...steps.map(({ revision }) => revision), ...skipped];
      expect(both.toSorted()).toEqual(both.length === 0 ? [] : ["a", "b", "c"]);
    }
    expect(await history()).toEqual(["upgrade c done", "upgrade b done", "upgrade a done"]);
    expect(file.ask("SELECT count(*) FROM notes;")).toBe("3");
  }, 60_000);

  it("wait for another that writes, as long as they are told to", async () => {
    const other = await file.connect();
    await other.execute("CREATE TABLE t (n)");
    await other.transaction.begin("immediate");
    const events: string[] = [];
    const options = { lockWait: 60, report: ({ kind }: RuntimeEvent) => events.push(kind) };
    expect(await failure(upgrade({ connection, ...keptTasks, target: "a", options }))).toMatchObject({
      code: "lock-not-obtained",
      exit: 5,
    });
    expect(events).toContain("lockWaiting");
    expect(await rows()).toEqual([]);
    const patient = upgrade({ connection, ...keptTasks, target: "a" });
    await other.transaction.commit();
    expect((await patient).rows).toEqual(["a"]);
    await other.close();
  }, 60_000);
});
