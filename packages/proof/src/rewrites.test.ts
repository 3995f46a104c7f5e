import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { hazards, type Operation } from "@limbeck/operations";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

/** Types and what a column of them becomes; the server says which of these it writes every row anew for. */
const CHANGES: readonly (readonly [string, string])[] = [
  ["character varying(20)", "character varying(40)"],
  ["character varying(20)", "character varying(10)"],
  ["character varying(20)", "character varying"],
  ["character varying(20)", "text"],
  ["text", "character varying"],
  ["text", "character varying(20)"],
  ["character(5)", "character(9)"],
  ["character(5)", "text"],
  ["integer", "bigint"],
  ["smallint", "integer"],
  ["integer", "oid"],
  ["oid", "integer"],
  ["numeric(10,2)", "numeric(12,2)"],
  ["numeric(10,2)", "numeric(12,4)"],
  ["numeric(10,2)", "numeric"],
  ["numeric", "numeric(10,2)"],
  ["timestamp(3) without time zone", "timestamp without time zone"],
  ["timestamp without time zone", "timestamp(3) without time zone"],
  ["timestamp without time zone", "timestamp(6) without time zone"],
  ["time(2) without time zone", "time(4) without time zone"],
  ["interval(2)", "interval"],
  ["date", "timestamp without time zone"],
  ["bit varying(8)", "bit varying(16)"],
  ["bit(8)", "bit varying(16)"],
  ["cidr", "inet"],
  ["inet", "cidr"],
  ["json", "jsonb"],
  ["uuid", "text"],
  ["real", "double precision"],
  ["integer[]", "bigint[]"],
  ["character varying(20)[]", "character varying(40)[]"],
];

describe.each(postgresMajors())("on PostgreSQL %i, a change of a column's type", (major) => {
  let connection: Connection;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase({ major, sql: "" });
    connection = await connect(database.url);
    drop = async () => {
      await connection.close();
      await database.drop();
    };
  });
  afterAll(() => drop());

  async function rewritten(from: string, to: string): Promise<boolean> {
    const file = "SELECT pg_relation_filenode('t') AS file";
    await connection.execute(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from})`);
    const [before] = await connection.query<{ file: string }>(file);
    await connection.execute(`ALTER TABLE t ALTER COLUMN c TYPE ${to} USING c::${to}`);
    const [after] = await connection.query<{ file: string }>(file);
    return before?.file !== after?.file;
  }

  it.each(CHANGES)("from %s to %s says whether rows are written anew", async (from, to) => {
    const change: Operation = {
      kind: "alterColumn",
      table: { name: "t" },
      column: "c",
      changes: { type: { from: { canonical: from }, to: { canonical: to } } },
    };
    const said = hazards(change).some(({ code }) => code === "rewrites-table");
    expect(said).toBe(await rewritten(from, to));
  });
});
