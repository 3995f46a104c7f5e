import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { type DropIndex } from "@limbeck/operations";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

import { run, witness } from "./testing/journey.ts";

const TABLES = `CREATE TABLE t (a int NOT NULL, n int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1);
  CREATE UNIQUE INDEX whole ON t (a); ALTER TABLE p ADD CONSTRAINT own PRIMARY KEY USING INDEX p_a_idx`;

describe.each(postgresMajors())("on PostgreSQL %i, an index on whose part a partition has a key", (major) => {
  let connection: Connection;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await freshDatabase({ major, sql: TABLES });
    connection = await connect(database.url);
    drop = async () => {
      await connection.close();
      await database.drop();
    };
  });
  afterEach(() => drop());

  const withoutKeys: DropIndex = { kind: "dropIndex", table: { name: "t" }, name: "whole" };
  const withKeys: DropIndex = { ...withoutKeys, withKeys: true };
  const keys = async (): Promise<readonly string[]> =>
    (await witness(connection)).filter((line) => /^(?:index|constraint) /.test(line));

  it("goes with the key where that is said", async () => {
    await expect(run(connection, [withoutKeys])).rejects.toThrow();
    await run(connection, [withKeys]);
    expect(await keys()).toEqual([]);
  });

  it.each([
    "CREATE TABLE child (a int REFERENCES p (a))",
    "CREATE TABLE child (a int REFERENCES t (a))",
    "CREATE VIEW v AS SELECT p.* FROM p GROUP BY a",
  ])("stays where something stands on it: %s", async (sql) => {
    await connection.execute(sql);
    const start = await keys();
    await expect(run(connection, [withKeys])).rejects.toThrow();
    expect(await keys()).toEqual(start);
  });
});
