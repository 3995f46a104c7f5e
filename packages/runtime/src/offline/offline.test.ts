import { spawnSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { catalogWitness, failure, freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";
import {
  downgrade,
  offlineDowngrade,
  offlineStamp,
  offlineUpgrade,
  readHistory,
  readRows,
  stamp,
  upgrade,
  versionTable,
} from "../index.ts";
import { cut } from "../testing/cut.ts";
import { project, tasks } from "../testing/project.ts";

const server = { version: 180_000 };
const options = { toolVersion: "1.0", tag: "it's" };

/** Everything but the bookkeeping of tasks.ts, and a new enum value that its revision uses. */
const history = project(
  {
    revision: "a",
    message: "first\n; DROP TABLE x",
    upgrade: (op) => op.createEnum("status", ["todo", "don't"]),
    downgrade: (op) => op.dropEnum("status"),
  },
  {
    revision: "b",
    upgrade: (op) => {
      op.createTable("t", { columns: [{ name: "s", type: "status", default: "don't" }] });
      op.execute("INSERT INTO t VALUES ('todo') -- a comment");
    },
    downgrade: (op) => op.dropTable("t"),
  },
  {
    revision: "c",
    upgrade: (op) => {
      op.addEnumValue("status", "done");
      op.execute("INSERT INTO t VALUES ('done');");
    },
  },
  {
    revision: "d",
    transaction: false,
    upgrade: (op) => op.execute("COMMENT ON TABLE t IS 'd'"),
    downgrade: (op) => op.execute("COMMENT ON TABLE t IS NULL"),
  },
);

interface State {
  readonly catalog: readonly string[];
  readonly rows: readonly string[];
  readonly history: readonly object[];
}

async function state(database: TestDatabase, connection: Connection): Promise<State> {
  const kept = await readHistory(connection, versionTable());
  return {
    catalog: await catalogWitness(await database.client()),
    rows: await readRows(connection, versionTable()),
    history: kept.map(({ started: _, duration: __, host: ___, ...row }) => row),
  };
}

/** What a run and a script leave behind. */
async function both(
  run: (connection: Connection) => Promise<unknown>,
  script: readonly string[],
): Promise<readonly [State, State]> {
  const states: State[] = [];
  for (const act of [
    run,
    (connection: Connection) =>
      script.reduce((before, sql) => before.then(() => connection.execute(sql)), Promise.resolve()),
  ]) {
    const database = await freshDatabase();
    const connection = await connect(database.url);
    await act(connection);
    states.push(await state(database, connection));
    await connection.close();
    await database.drop();
  }
  const [online, offline] = states;
  if (online === undefined || offline === undefined) throw new Error("unreachable");
  return [online, offline];
}

describe("a script does what the run does", () => {
  it("up", async () => {
    const script = await offlineUpgrade({ ...history, target: "head", server, options });
    const [online, offline] = await both(
      (connection) => upgrade({ connection, ...history, target: "head", options }),
      [script],
    );
    expect(online.rows).toEqual(["d"]);
    expect(online.history).toHaveLength(4);
    expect(offline).toEqual(online);
  });

  it("up in one transaction", async () => {
    const target = "b";
    const script = await offlineUpgrade({
      ...history,
      target,
      server,
      options: { ...options, transaction: "all" },
    });
    expect(script.match(/BEGIN;/g)).toHaveLength(2);
    const [online, offline] = await both(
      (connection) => upgrade({ connection, ...history, target, options }),
      [script],
    );
    expect(offline).toEqual(online);
  });

  it("in parts, and down again", async () => {
    const scripts = [
      await offlineUpgrade({ ...tasks, target: "b", server }),
      await offlineUpgrade({ ...tasks, from: "b", target: "head", server }),
      await offlineDowngrade({ ...tasks, from: "c", target: "a", server }),
    ];
    const run = async (connection: Connection) => {
      await upgrade({ connection, ...tasks, target: "head" });
      await downgrade({ connection, ...tasks, target: "a" });
    };
    const [online, offline] = await both(run, scripts);
    expect(online.rows).toEqual(["a"]);
    expect(offline).toEqual(online);
  });

  it("stamping", async () => {
    const scripts = [
      await offlineStamp({ ...tasks, target: "b" }),
      await offlineStamp({ ...tasks, from: "b", target: "head" }),
    ];
    const run = async (connection: Connection) => {
      await stamp({ connection, ...tasks, target: "b" });
      await stamp({ connection, ...tasks, target: "head" });
    };
    const [online, offline] = await both(run, scripts);
    expect(online.rows).toEqual(["c"]);
    expect(offline).toEqual(online);
  });
});

const psql = spawnSync("psql", ["--version"]).status === 0;

/** Both tables as pg_dump prints their rows, but for what a clock and a machine say; of a server that it knows. */
const keptRows = (url: string): string => {
  const tables = ["-t", "limbeck_version", "-t", "limbeck_history", "-t", "t"];
  const { stdout } = spawnSync("pg_dump", ["--inserts", ...tables, url], { encoding: "utf8" });
  const rows = stdout.split("\n").filter((line) => line.startsWith("INSERT"));
  return rows
    .map((line) =>
      line.replace(/'20\d\d-[^']*', \d+/, "'when', 0").replace(/, '[^']*'(, [^,]*\);)$/, ", 'where'$1"),
    )
    .join("\n");
};

(psql ? describe : describe.skip)("psql", () => {
  const runFile = (url: string, input: string): void => {
    const args = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", url];
    const { status, stderr } = spawnSync("psql", args, {
      input,
      env: { ...process.env, PGOPTIONS: "-c client_min_messages=warning" },
    });
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
  };

  it.each([
    ["up", "head", undefined],
    ["down", "a", "b"],
  ])("runs a script of every kind of part: %s", async (_, target, from) => {
    const [major = 18] = postgresMajors();
    const [online, offline] = [await freshDatabase({ major }), await freshDatabase({ major })];
    const connection = await connect(online.url);
    await upgrade({ connection, ...cut, target: from ?? target, options });
    runFile(offline.url, await offlineUpgrade({ ...cut, target: from ?? target, server, options }));
    if (from !== undefined) {
      await downgrade({ connection, ...cut, target, options });
      runFile(offline.url, await offlineDowngrade({ ...cut, from, target, server, options }));
    }
    const there = await connect(offline.url);
    expect(await state(offline, there)).toEqual(await state(online, connection));
    expect(keptRows(offline.url)).toEqual(keptRows(online.url));
    await Promise.all([connection.close(), there.close()]);
    await Promise.all([online.drop(), offline.drop()]);
  });
});

describe("a script", () => {
  it("reads like this", async () => {
    const script = await offlineUpgrade({
      ...tasks,
      from: "b",
      target: "c",
      server,
      options: { table: { schema: "ops" } },
    });
    expect(script.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
      "BEGIN;",
      'CREATE SCHEMA IF NOT EXISTS "ops";',
      'CREATE TABLE IF NOT EXISTS "ops"."limbeck_version" (',
      ");",
      'CREATE TABLE IF NOT EXISTS "ops"."limbeck_history" (',
      ");",
      "COMMIT;",
      "",
      "BEGIN;",
      "SET LOCAL lock_timeout = 5000;",
      "-- upgrade b -> c, comment",
      "COMMENT ON TABLE tasks IS 'what is to be done';",
      `DO $limbeck$ BEGIN UPDATE "ops"."limbeck_version" SET "revision" = 'c' WHERE "revision" = 'b'; IF NOT FOUND THEN RAISE EXCEPTION 'the database is not at revision b'; END IF; END $limbeck$;`,
      'INSERT INTO "ops"."limbeck_history" ("revision", "direction", "message", "checksum", "tool_version", "started_at", "duration_ms", "outcome", "host", "database_user", "tag")',
      "COMMIT;",
      "",
    ]);
  });

  it("cannot leave its comments", async () => {
    const script = await offlineUpgrade({ ...history, target: "a", server });
    expect(script).toContain("-- upgrade <base> -> a, first ; DROP TABLE x\n");
  });

  it("stops on a database that is elsewhere, and changes nothing", async () => {
    const database = await freshDatabase();
    const connection = await connect(database.url);
    await upgrade({ connection, ...tasks, target: "a" });
    const moved = project(
      { revision: "b" },
      { revision: "c", upgrade: (op) => op.execute("CREATE TABLE c ()") },
    );
    const script = await offlineUpgrade({ ...moved, from: "b", target: "head", server });
    const error = await failure(connection.execute(script));
    expect(error.message).toContain("the database is not at revision b");
    await connection.execute("ROLLBACK");
    expect(await connection.query("SELECT to_regclass('c') AS c")).toEqual([{ c: null }]);
    await connection.close();
    await database.drop();
  });

  it("is empty where there is nothing to do", async () => {
    expect(await offlineUpgrade({ ...tasks, from: "c", target: "head", server })).toBe("");
  });

  it("cannot call op.run", async () => {
    const calling = project({ revision: "a", upgrade: (op) => op.run(() => undefined) });
    const error = await failure(offlineUpgrade({ ...calling, target: "head", server }));
    expect(error).toMatchObject({ code: "revision-not-offline", exit: 3, facts: { revision: "a" } });
  });
});
