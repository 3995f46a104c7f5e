import { afterEach, describe, expect, it } from "@jest/globals";
import { introspect } from "@limbeck/introspector";
import { connect, MEMORY } from "@limbeck/database";
import { failure } from "@limbeck/testkit";
import {
  downgrade,
  offlineDowngrade,
  type OfflineInput,
  offlineStamp,
  offlineUpgrade,
  readHistory,
  readRows,
  stamp,
  upgrade,
  versionTable,
} from "../index.ts";
import { keptTasks } from "../testing/keptTasks.ts";
import { project } from "../testing/project.ts";
import { schemaOf, type SqliteFile, sqliteFile } from "../testing/sqliteFile.ts";

const files: SqliteFile[] = [];
afterEach(() => files.splice(0).forEach((file) => file.drop()));

function fresh(): SqliteFile {
  const file = sqliteFile();
  files.push(file);
  return file;
}

/** What a database holds: its schema and rows as `sqlite3` says them, and what our own two tables say, but for the times. */
async function state(file: SqliteFile) {
  const connection = await file.connect();
  const history = await readHistory(connection, versionTable());
  const rows = await readRows(connection, versionTable());
  await connection.close();
  const tables = file.ask(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'limbeck%';",
  );
  const data = tables.split("\n").map((name) => (name === "" ? "" : file.ask(`SELECT * FROM ${name};`)));
  const told = history.map(({ started, duration, user, host, ...step }) => {
    expect(started.getTime()).toBeGreaterThan(Date.parse("2020-01-01"));
    expect([duration >= 0, typeof user, host === undefined || host !== ""]).toEqual([true, "string", true]);
    return step;
  });
  return { schema: schemaOf(file), rows, history: told, data };
}

/** What there is once `before` and then the statements of a script have been run on an empty database. */
function schemaBehind(before: string): NonNullable<OfflineInput<unknown>["schemaAfter"]> {
  return async (statements) => {
    const scratch = await connect({ engine: "sqlite", path: MEMORY }, { requireFrom: import.meta.url });
    await scratch.execute("PRAGMA foreign_keys = OFF");
    for (const sql of [before, ...statements]) await scratch.execute(sql);
    const { schema } = await introspect(scratch);
    await scratch.close();
    return schema;
  };
}

const server = { version: 3_045_001 };
const options = { tag: "it's", toolVersion: "1.2.3" };

describe("a script for sqlite3", () => {
  it("ends in the state of a run, up and down", async () => {
    const [online, offline] = [fresh(), fresh()];
    const connection = await online.connect();
    const input = { ...keptTasks, dialect: "sqlite", server, options } as const;
    await upgrade({ connection, ...keptTasks, target: "head", options });
    const up = await offlineUpgrade({ ...input, target: "head", schemaAfter: schemaBehind("") });
    expect(offline.ask(up)).toBe("");
    expect(await state(offline)).toEqual(await state(online));
    const down = await offlineDowngrade({
      ...input,
      from: "c",
      target: "a",
      schemaAfter: schemaBehind(online.ask(".schema tasks\n.schema notes")),
    });
    await downgrade({ connection, ...keptTasks, target: "a", options });
    expect(offline.ask(down)).toBe("");
    expect(await state(offline)).toEqual(await state(online));
    await connection.close();
  });

  it("stamps", async () => {
    const [online, offline] = [fresh(), fresh()];
    const connection = await online.connect();
    await stamp({ connection, graph: keptTasks.graph, target: "b", options });
    offline.ask(await offlineStamp({ graph: keptTasks.graph, target: "b", dialect: "sqlite", options }));
    expect(await state(offline)).toEqual(await state(online));
    await connection.close();
  });

  const simple = project(
    { revision: "a", upgrade: (op) => op.execute("CREATE TABLE t (n)") },
    { revision: "b", upgrade: (op) => op.execute("INSERT INTO t VALUES ('it''s') -- one") },
  );

  it("stops where the database is not at the revision that it starts from, and leaves nothing", async () => {
    const file = fresh();
    const script = await offlineUpgrade({ ...simple, dialect: "sqlite", server, from: "a", target: "b" });
    file.ask("CREATE TABLE t (n);");
    expect(() => file.ask(script)).toThrow("NOT NULL constraint failed: limbeck_version.revision");
    expect(file.ask("SELECT count(*) FROM t;")).toBe("0");
  });

  it("stops where a row refers to one that there is not, once a table was made anew", async () => {
    const orphaning = project({
      revision: "a",
      upgrade: (op) => {
        op.alterColumn("tasks", "title", { nullable: false });
        op.execute("DELETE FROM tasks");
      },
    });
    const file = fresh();
    const before = `CREATE TABLE tasks (id integer PRIMARY KEY, title text);
      CREATE TABLE notes (task integer REFERENCES tasks); INSERT INTO tasks VALUES (1, 'a'); INSERT INTO notes VALUES (1);`;
    file.ask(before);
    const script = await offlineUpgrade({
      ...orphaning,
      dialect: "sqlite",
      server,
      target: "a",
      schemaAfter: schemaBehind(before),
    });
    expect(() => file.ask(script)).toThrow("NOT NULL constraint failed");
    expect(file.ask("SELECT count(*) FROM tasks;")).toBe("1");
  });

  it("cannot be written where a table is made anew and nobody knows the table, nor for op.run", async () => {
    const input = { ...keptTasks, dialect: "sqlite", server, target: "head" } as const;
    expect(await failure(offlineUpgrade(input))).toMatchObject({
      code: "revision-not-offline",
      exit: 3,
      facts: { revision: "b" },
    });
    const calling = project({ revision: "a", upgrade: (op) => op.run(() => undefined) });
    const error = await failure(offlineUpgrade({ ...calling, dialect: "sqlite", server, target: "head" }));
    expect(error.message).toContain("op.run looks at a database");
  });
});
