import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { connect, type Connection, transactionStatus } from "@limbeck/database";
import { failure, freshDatabase, type TestDatabase } from "@limbeck/testkit";
import {
  type Bookkeeping,
  bookkeepingOf,
  bookkeepingQuestions,
  readBookkeeping,
  upgrade,
  versionTable,
} from "../index.ts";
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

const books = versionTable({ schema: "it's", name: "where 'we' are" });
const two = project({ revision: "a" }, { revision: "b", message: "it's" });

async function asked(wantsHistory = true, table = books): Promise<Bookkeeping> {
  const questions = bookkeepingQuestions(table, wantsHistory);
  const [, ...answers] = await connection.batch(["BEGIN READ ONLY", ...questions, "ROLLBACK"]);
  return bookkeepingOf(answers);
}

it("version rows and history are read beside other questions just as one after the other", async () => {
  expect(await asked()).toEqual({ rows: [], history: [] });
  await upgrade({ connection, ...two, target: "head", options: { table: books } });
  const found = await asked();
  expect(found).toEqual(await readBookkeeping(connection, books));
  expect(found).toMatchObject({
    rows: ["b"],
    history: [{ revision: "b", message: "it's", started: expect.any(Date) }, { revision: "a" }],
  });
  expect(await asked(false)).toEqual({ rows: ["b"] });
});

it("rights to the version rows are needed, to the history not", async () => {
  await upgrade({ connection, ...two, target: "head" });
  const role = `reads_${database.name}`;
  await connection.execute(
    `CREATE ROLE ${role}; GRANT SELECT ON limbeck_version TO ${role}; SET ROLE ${role}`,
  );
  expect(await asked(true, versionTable())).toEqual({ rows: ["b"] });
  await connection.execute(`RESET ROLE; REVOKE ALL ON limbeck_version FROM ${role}; SET ROLE ${role}`);
  expect(await failure(asked(true, versionTable()))).toMatchObject({ code: "statement-failed" });
  await connection.execute(`ROLLBACK; RESET ROLE; DROP OWNED BY ${role}; DROP ROLE ${role}`);
});

it("an open transaction outlives the question, whatever is missing", async () => {
  await connection.execute("BEGIN");
  const answers = await connection.batch(bookkeepingQuestions(books, true));
  expect(bookkeepingOf(answers)).toEqual({ rows: [], history: [] });
  expect(await transactionStatus(connection)).toBe("open");
  await connection.execute("ROLLBACK");
});
