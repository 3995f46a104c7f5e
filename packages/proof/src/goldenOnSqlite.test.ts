import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type SqliteConnection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";
import { freshSqlite, sqliteRows, type TestFile, sqliteWitness } from "@limbeck/testkit";

import { goldenCasesOfSqlite, goldenRows } from "./testing/goldenCase.ts";
import { goldenModels } from "./testing/goldenModels.ts";
import { perform, readSqliteGolden, sqliteTrip, standBefore } from "./testing/sqlite/goldenTrip.ts";
import { recordedOnSqlite } from "./testing/sqlite/sharedTrip.ts";

let file: TestFile;
let connection: SqliteConnection;
beforeEach(async () => {
  file = freshSqlite();
  connection = await connect({ engine: "sqlite", path: file.path });
});
afterEach(async () => {
  await connection.close();
  file.drop();
});

const cases = goldenCasesOfSqlite();

it("there are cases of SQLite", () => expect(cases.length).toBeGreaterThan(9));

describe.each(cases)("$name", (golden) => {
  it("is written as it stands there, and goes there, back and there again", async () => {
    const { before, after, files } = await sqliteTrip(golden, connection);
    expect(files).toEqual(readSqliteGolden(golden));
    const start = await look();
    expect(await found(before.schema)).toEqual([]);
    const { upgrade, downgrade } = await recordedOnSqlite(golden);
    await perform(connection, upgrade);
    expect(await found(after.schema)).toEqual([]);
    const end = await look();
    await perform(connection, downgrade);
    expect((await look()).schema).toEqual(start.schema);
    await perform(connection, upgrade);
    expect((await look()).schema).toEqual(end.schema);
    expect(await connection.query("PRAGMA foreign_key_check")).toEqual([]);
    expect(await connection.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  it("leaves the rows of every table that stays", async () => {
    const { schema: before } = await standBefore(golden, connection);
    const { schema: after } = await goldenModels(golden, "after", "sqlite");
    const counts = await rowCounts(before, after);
    expect(counts.some((count) => count > 0)).toBe(goldenRows(golden) !== "");
    const { upgrade, downgrade } = await recordedOnSqlite(golden);
    await perform(connection, upgrade);
    expect(await rowCounts(before, after)).toEqual(counts);
    await perform(connection, downgrade);
    expect(await rowCounts(before, after)).toEqual(counts);
  });
});

async function look() {
  const ask = (sql: string) => connection.query(sql);
  return { schema: await sqliteWitness(ask), rows: await sqliteRows(ask) };
}

/** What a comparison with the models still finds. */
async function found(models: Schema): Promise<readonly string[]> {
  const { schema: database } = await introspect(connection);
  const settled = await canonicalise({ models, database, connection });
  return diff(settled.database, settled.models).map(inWords);
}

async function rowCounts(before: Schema, after: Schema): Promise<readonly number[]> {
  const stay = after.tables.filter(({ name }) => before.tables.some((one) => one.name === name));
  const counts = stay.map(({ name }) =>
    connection.query<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`),
  );
  return (await Promise.all(counts)).map(([row]) => Number(row?.n));
}
