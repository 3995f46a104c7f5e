import { beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection, connect } from "@limbeck/database";
import { canonicalise, introspect } from "@limbeck/introspector";
import { readModels } from "@limbeck/metadata";
import { drizzleKitSql } from "@limbeck/metadata/testing/drizzleKit";
import {
  drizzleOf,
  everything,
  EVERYTHING,
  INSTALLED,
  type Installed,
  loadModels,
} from "@limbeck/metadata/testing/models";
import { emptySchema, type Schema } from "@limbeck/model";
import { describe as describeOperation, reverseAll } from "@limbeck/operations";
import { diff } from "@limbeck/differ";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

import { madeRoles, policyRolesOf, standInForRoles, withRoles } from "./roles.ts";
import { run, witness } from "./testing/journey.ts";
import { plainNulls } from "./testing/plainNulls.ts";

/** Does something on a new database. */
async function onDatabase(major: number, work: (connection: Connection) => Promise<void>): Promise<void> {
  const database = await freshDatabase({ major });
  const connection = await connect(database.url);
  try {
    await work(connection);
  } finally {
    await connection.close();
    await database.drop();
  }
}

function modelsOf(files: readonly string[], installed: Installed): Schema {
  return readModels(loadModels(files, installed), { drizzle: drizzleOf(installed) }).schema;
}

/** All models, but for tables that need an extension. */
function everyModel(installed: Installed): Schema {
  const files = everything(installed).filter((file) => !EVERYTHING.extensions.some((name) => name === file));
  const schema = modelsOf(files, installed);
  return { ...schema, tables: schema.tables.filter(({ name }) => name !== "spots") };
}

/** What the models name and somebody else makes. */
const EXISTING = "CREATE SCHEMA auth; CREATE TABLE auth.users (id serial PRIMARY KEY)";
const ignore = (_kind: string, name: string): boolean => /^auth\b/.test(name);

/** What a comparison still finds; with comments where they are to be what the models say. */
async function remaining(
  connection: Connection,
  models: Schema,
  comments: boolean,
): Promise<readonly string[]> {
  const found = await introspect(connection, { allSchemas: true, roles: true, ignore });
  const { serverVersion } = found;
  const database = withRoles(found.schema, madeRoles([models]));
  const settled = await canonicalise({ models, database, connection });
  expect(settled.unverified).toEqual([]);
  return diff(settled.database, settled.models, { comments, serverVersion }).map(describeOperation);
}

describe.each(postgresMajors())("the models with every builder, on PostgreSQL %i", (major) => {
  it.each(INSTALLED)("%s: up, nothing differs, down to nothing, up again", async (installed) => {
    const models = plainNulls(everyModel(installed), major);
    expect(models.tables.length).toBeGreaterThan(75);
    await onDatabase(major, async (connection) => {
      await connection.execute(EXISTING);
      const start = await witness(connection);
      const operations = diff(emptySchema("postgres"), models, { serverVersion: connection.server.version });
      await standInForRoles(connection, policyRolesOf([models], operations));
      await run(connection, operations);
      expect(await remaining(connection, models, true)).toEqual([]);
      const up = await witness(connection);
      await run(connection, reverseAll(operations));
      expect(await witness(connection)).toEqual(start);
      await run(connection, operations);
      expect(await witness(connection)).toEqual(up);
    });
  });
});

describe.each(postgresMajors())("drizzle-kit as a witness, on PostgreSQL %i", (major) => {
  const files = EVERYTHING.core["drizzle-orm"];
  const models = plainNulls(modelsOf(files, "drizzle-orm"), major);
  let kit: readonly string[];
  beforeAll(() => {
    const old = (sql: string): string => sql.replaceAll(" NULLS NOT DISTINCT", "");
    kit = drizzleKitSql(files).map((sql) => (major > 14 ? sql : old(sql)));
  });

  it("makes a database in which nothing differs", async () => {
    await onDatabase(major, async (connection) => {
      for (const statement of kit) await connection.execute(statement);
      expect(await remaining(connection, models, false)).toEqual([]);
    });
  });

  it("makes the database that Limbeck makes, but for the comments, which it does not know", async () => {
    let byDrizzleKit: readonly string[] = [];
    await onDatabase(major, async (connection) => {
      for (const statement of kit) await connection.execute(statement);
      byDrizzleKit = await witness(connection);
    });
    await onDatabase(major, async (connection) => {
      const operations = diff(emptySchema("postgres"), models, { serverVersion: connection.server.version });
      await run(connection, operations);
      const byLimbeck = await witness(connection);
      expect(byLimbeck.filter((line) => !line.startsWith("comment "))).toEqual(byDrizzleKit);
    });
    expect(byDrizzleKit.length).toBeGreaterThan(700);
  });
});
