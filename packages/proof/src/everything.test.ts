import { describe, expect, it } from "@jest/globals";
import { type Connection, connect } from "@limbeck/database";
import { readModels } from "@limbeck/metadata";
import { drizzleKitSql } from "@limbeck/metadata/testing/drizzleKit";
import { drizzleOf, EVERYTHING, INSTALLED, loadModels } from "@limbeck/metadata/testing/models";
import { emptySchema, type Schema } from "@limbeck/model";
import { describe as inWords, reverseAll } from "@limbeck/operations";
import { diff } from "@limbeck/differ";
import { freshDatabase, newestMajor, postgresMajors } from "@limbeck/testkit";

import { differences } from "./compare.ts";
import { run, witness } from "./testing/journey.ts";

/** Does something on a new database. */
async function onDatabase(
  major: number,
  work: (connection: Connection, execute: (sql: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const database = await freshDatabase({ major });
  const connection = await connect(database.url);
  try {
    await work(connection, (sql) => database.execute(sql));
  } finally {
    await connection.close();
    await database.drop();
  }
}

function modelsOf(files: readonly string[], installed: (typeof INSTALLED)[number]): Schema {
  return readModels(loadModels(files, installed), { drizzle: drizzleOf(installed) }).schema;
}

async function remaining(connection: Connection, models: Schema): Promise<readonly string[]> {
  return (await differences(connection, models, { comments: false })).map(inWords);
}

describe.each(postgresMajors())("the models with every builder, on PostgreSQL %i", (major) => {
  it.each(INSTALLED)("%s: up, nothing differs, down to nothing, up again", async (installed) => {
    const files = [...EVERYTHING.core[installed], ...EVERYTHING.reached, ...EVERYTHING.misspelt];
    // It needs PostGIS, and a namespace that somebody else has made.
    const models = modelsOf(
      files.filter((file) => !file.endsWith("news.ts")),
      installed,
    );
    expect(models.tables.length).toBeGreaterThan(60);
    await onDatabase(major, async (connection) => {
      const start = await witness(connection);
      const operations = diff(emptySchema("postgres"), models, { serverVersion: connection.server.version });
      await run(connection, operations);
      expect(await remaining(connection, models)).toEqual([]);
      const up = await witness(connection);
      await run(connection, reverseAll(operations));
      expect(await witness(connection)).toEqual(start);
      await run(connection, operations);
      expect(await witness(connection)).toEqual(up);
    });
  });
});

describe("drizzle-kit as a witness", () => {
  const files = EVERYTHING.core["drizzle-orm"];
  const models = modelsOf(files, "drizzle-orm");

  it("makes a database in which nothing differs", async () => {
    await onDatabase(newestMajor, async (connection, execute) => {
      for (const statement of drizzleKitSql(files)) await execute(statement);
      expect(await remaining(connection, models)).toEqual([]);
    });
  });
});
