import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { type Column, emptySchema, emptyTable, type Schema, splitCollation } from "@limbeck/model";
import { describe as inWords, hazards, type Operation, reverseAll } from "@limbeck/operations";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

import { differences } from "./compare.ts";
import { run, witness } from "./testing/journey.ts";

/** Models with one table of one column; a type that names no collation says none, as Drizzle's do. */
function models(text: string): Schema {
  const { type, ...collation } = splitCollation(text);
  const column: Column = {
    name: "c",
    type: { written: type, canonical: type },
    ...collation,
    nullable: true,
  };
  const tables = [{ ...emptyTable({ name: "t" }), columns: [column] }];
  return { ...emptySchema("postgres"), unsaid: ["implied"], tables };
}

describe.each(postgresMajors())("on PostgreSQL %i, a column with a collation", (major) => {
  let connection: Connection;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await freshDatabase({ major, sql: 'CREATE TABLE t (c varchar(20) COLLATE "C")' });
    connection = await connect(database.url);
    drop = async () => {
      await connection.close();
      await database.drop();
    };
  });
  afterEach(() => drop());

  /** The column after the operations, once it has been seen that there is a way back and nothing more to do. */
  async function columnAfter(target: string, operations: readonly Operation[]): Promise<string> {
    const start = await witness(connection);
    await run(connection, operations);
    expect(await differences(connection, models(target), { comments: true })).toEqual([]);
    const { schema } = await introspect(connection);
    await run(connection, reverseAll(operations));
    expect(await witness(connection)).toEqual(start);
    const [column] = schema.tables[0]?.columns ?? [];
    return `${column?.type.canonical} ${column?.collation}`;
  }

  it.each<[string, string, readonly string[], readonly string[]]>([
    ["text", 'text "C"', ['type varchar(20) COLLATE "C" → text COLLATE "C"'], []],
    ['text COLLATE "POSIX"', 'text "POSIX"', ['type varchar(20) COLLATE "C" → text COLLATE "POSIX"'], []],
    ["integer", "integer undefined", ['type varchar(20) COLLATE "C" → integer'], ["drops-collation"]],
    ["character varying(20)", 'character varying(20) "C"', [], []],
    [
      'character varying(20) COLLATE "default"',
      "character varying(20) undefined",
      ['type varchar(20) COLLATE "C" → character varying(20)'],
      ["drops-collation"],
    ],
  ])("and models that say %s becomes %s", async (target, column, words, codes) => {
    const operations = await differences(connection, models(target), { comments: true });
    expect(operations.map(inWords)).toEqual(words.map((text) => `column t.c: ${text}`));
    const told = operations.flatMap(hazards).map(({ code }) => code);
    // What a new type does to rows is another matter.
    expect(told.filter((code) => code === "drops-collation")).toEqual(codes);
    expect(await columnAfter(target, operations)).toBe(column);
  });
});
