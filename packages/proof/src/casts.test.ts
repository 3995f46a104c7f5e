import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Operation, reverseAll } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { perform } from "./perform.ts";

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  connection = await fromClient(await database.client());
});
afterAll(() => database.drop());

/** A value of one type, and what it is in another one, to which nobody said how it comes. */
const CASTS: readonly (readonly [from: string, value: string, to: string, becomes: string])[] = [
  ["boolean", "true", "integer", "1"],
  ["boolean", "true", "numeric", "1"],
  ["boolean[]", "{t,f}", "smallint[]", "{1,0}"],
  ["integer", "1", "boolean", "true"],
  ["bigint", "0", "boolean", "false"],
  ["money", "$1,234.00", "numeric", "1234.00"],
  ["daterange", "[2026-01-01,2026-02-01)", "datemultirange", "{[2026-01-01,2026-02-01)}"],
  ["int4range", "empty", "int4multirange", "{}"],
  ["text[]", '{a,"b c"}', "jsonb", '["a", "b c"]'],
  ["uuid", "5a0d0f56-cc3d-4a35-8b95-6c2b1a0d7a3e", "jsonb", '"5a0d0f56-cc3d-4a35-8b95-6c2b1a0d7a3e"'],
  ["date", "2026-01-01", "json", '"2026-01-01"'],
];

/** Those of which nothing comes back by itself: an array of JSON's own is none of PostgreSQL's. */
const FORTH_ONLY: ReadonlySet<string> = new Set(["text[]"]);

describe("values of columns that get another type", () => {
  it.each(CASTS)("%s %s → %s %s, and back", async (from, value, to, becomes) => {
    const asText = async (): Promise<string | undefined> =>
      (await connection.query<{ value: string }>("SELECT c::text AS value FROM t"))[0]?.value;
    const read = async (type: string): Promise<Awaited<ReturnType<typeof introspect>>["schema"]> => {
      await connection.execute(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${type})`);
      return (await introspect(connection)).schema;
    };
    const run = (operations: readonly Operation[]): Promise<void> => perform(connection, operations);
    const [after, before] = [await read(to), await read(from)];
    await connection.execute(`INSERT INTO t VALUES ('${value}')`);
    const operations = diff(before, after);

    await run(operations);
    expect(await asText()).toBe(becomes);
    if (FORTH_ONLY.has(from)) return;
    await run(reverseAll(operations));
    expect(await asText()).toBe(value);
  });
});
