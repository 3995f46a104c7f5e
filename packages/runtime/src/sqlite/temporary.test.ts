import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SqliteConnection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { upgrade } from "../index.ts";
import { project } from "../testing/project.ts";
import { schemaOf, type SqliteFile, sqliteFile } from "../testing/sqliteFile.ts";

let file: SqliteFile;
let connection: SqliteConnection;
beforeEach(async () => {
  file = sqliteFile();
  connection = await file.connect();
  file.ask(
    "CREATE TABLE tasks (id integer PRIMARY KEY, title text); CREATE TABLE notes (task integer REFERENCES tasks);",
  );
});
afterEach(async () => {
  await connection.close();
  file.drop();
});

const run = (body: (op: Operations) => void) =>
  upgrade({ connection, ...project({ revision: "a", upgrade: body }), target: "head" });
const anew = (op: Operations): void => op.alterColumn("tasks", "title", { nullable: false });

/** As an application makes them that hands its own connection over. */
const OWN = `CREATE TEMP TABLE log (what text);
  CREATE TEMP VIEW titles AS SELECT title FROM tasks;
  CREATE TEMP TRIGGER typed INSTEAD OF INSERT ON titles BEGIN INSERT INTO tasks (title) VALUES (new.title); END;
  CREATE TEMP TRIGGER seen AFTER INSERT ON tasks BEGIN INSERT INTO log VALUES (new.title); END;
  CREATE TEMP TRIGGER "again" AFTER INSERT ON log BEGIN UPDATE tasks SET title = upper(title); END;`;

const own = () => connection.query("SELECT type, name, sql FROM temp.sqlite_master");

describe("what an application has made for its connection", () => {
  beforeEach(() => connection.execute(OWN));

  it("works as before when a table has been made anew", async () => {
    const before = await own();
    await run(anew);
    expect(schemaOf(file)).toContain('"title" text NOT NULL');
    expect(await own()).toEqual(before);
    await connection.execute("INSERT INTO titles VALUES ('x')");
    expect(await connection.query("SELECT title, (SELECT what FROM log) AS what FROM titles")).toEqual([
      { title: "X", what: "x" },
    ]);
  });

  it("follows a table that takes another name beside that", async () => {
    await run((op) => {
      op.renameTable("tasks", "jobs");
      op.alterColumn("jobs", "title", { nullable: false });
    });
    await connection.execute("INSERT INTO jobs (title) VALUES ('x')");
    expect(await connection.query("SELECT title FROM titles")).toEqual([{ title: "X" }]);
  });

  it("is there when all is taken back", async () => {
    const before = await own();
    const error = await failure(
      run((op) => {
        anew(op);
        op.execute("INSERT INTO nowhere VALUES (1)");
      }),
    );
    expect(error).toMatchObject({ code: "migration-failed", facts: { takenBack: true } });
    expect(await own()).toEqual(before);
  });

  it("goes with a table that goes", async () => {
    await connection.execute("DROP VIEW titles; DROP TRIGGER again;");
    await run((op) => {
      op.dropTable("notes");
      op.dropTable("tasks");
    });
    expect(await own()).toMatchObject([{ name: "log" }]);
  });
});

it("refuses to run where a temporary table hides one of the database", async () => {
  await connection.execute("CREATE TEMP TABLE Tasks (title text)");
  expect(await failure(run((op) => op.addColumn("tasks", { name: "n", type: "int" })))).toMatchObject({
    code: "temporary-in-the-way",
    facts: { names: ["Tasks"] },
  });
  expect(schemaOf(file)).not.toContain('"n"');
});
