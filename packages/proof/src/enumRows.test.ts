import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { type Operation, operations, type ReplaceEnumInput, reverse } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { statementsOf } from "./postgres/perform.ts";

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  connection = await fromClient(await database.client());
});
afterAll(() => database.drop());

const START = `
  DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
  CREATE DOMAIN feeling AS mood;
  CREATE DOMAIN feelings AS mood[];
  CREATE TABLE people (id integer, now mood, past mood[], inner_ feeling, ever feelings, was feeling[]);
  INSERT INTO people VALUES
    (1, 'sad', '{sad,ok,NULL}', 'sad', '{happy,sad}', '{sad}'),
    (2, 'happy', '{{sad,ok},{happy,happy}}', 'ok', '{}', NULL),
    (3, NULL, NULL, NULL, NULL, '{}')`;
beforeEach(() => connection.execute(START));

const COLUMNS = [
  { table: "people", column: "now" },
  { table: "people", column: "past", array: true },
  { table: "people", column: "inner_", of: "feeling" },
  { table: "people", column: "ever", of: "feelings" },
  { table: "people", column: "was", of: "feeling", array: true },
] as const;
const USES = {
  types: [
    { domain: "feeling", type: "mood" },
    { domain: "feelings", type: "mood[]" },
  ],
  columns: COLUMNS,
};

function replaced(input: ReplaceEnumInput): Operation {
  return operations.replaceEnum.directive("mood", { ...input, ...USES });
}

/** As a revision runs: all or nothing. */
async function run(op: Operation): Promise<void> {
  await connection.execute("BEGIN");
  try {
    for (const sql of statementsOf(op, connection.server)) await connection.execute(sql);
  } catch (error) {
    await connection.execute("ROLLBACK");
    throw error;
  }
  await connection.execute("COMMIT");
}

const rows = (): Promise<readonly unknown[]> =>
  connection.query(
    "SELECT now::text, past::text, inner_::text, ever::text, was::text FROM people ORDER BY id",
  );

describe("rows that hold a removed value", () => {
  it("get the one that the map says, in arrays and through domains too, and the way back maps what came instead", async () => {
    const before = await rows();
    const op = replaced({
      from: ["sad", "ok", "happy"],
      to: ["ok", "happy", "blue"],
      map: { sad: "blue" },
    });
    await run(op);
    expect(await rows()).toEqual([
      { now: "blue", past: "{blue,ok,NULL}", inner_: "blue", ever: "{happy,blue}", was: "{blue}" },
      { now: "happy", past: "{{blue,ok},{happy,happy}}", inner_: "ok", ever: "{}", was: null },
      { now: null, past: null, inner_: null, ever: null, was: "{}" },
    ]);
    await run(reverse(op));
    expect(await rows()).toEqual(before);
  });

  it("may become NULL", async () => {
    await run(
      replaced({
        from: ["sad", "ok", "happy"],
        to: ["ok", "happy"],
        map: { sad: null },
      }),
    );
    expect((await rows())[0]).toEqual({
      now: null,
      past: "{NULL,ok,NULL}",
      inner_: null,
      ever: "{happy,NULL}",
      was: "{NULL}",
    });
  });

  it.each(COLUMNS)(
    "stop the revision before anything is touched while nobody says: $column",
    async ({ column }) => {
      const others = COLUMNS.filter((other) => other.column !== column);
      for (const other of others) await connection.execute(`UPDATE people SET ${other.column} = NULL`);
      const before = await rows();
      const op = replaced({ from: ["sad", "ok", "happy"], to: ["ok", "happy"] });
      await expect(run(op)).rejects.toThrow(
        `rows of people hold sad in ${column}, which enum mood loses: say what they get: map: { sad: … }, in op.replaceEnum`,
      );
      expect(await rows()).toEqual(before);
    },
  );
});
