import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect, type Unverified } from "@limbeck/introspector";
import { readModels } from "@limbeck/metadata";
import { drizzleOf, EVERYTHING, loadModels } from "@limbeck/metadata/testing/models";
import { type Schema } from "@limbeck/model";
import { describe as describeOperation } from "@limbeck/operations";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { build } from "./build.ts";
import { witness } from "./testing/journey.ts";
import { plainNulls } from "./testing/plainNulls.ts";

const modules = loadModels(EVERYTHING.core["drizzle-orm"], "drizzle-orm");
const everyModel = readModels(modules, { drizzle: drizzleOf("drizzle-orm") }).schema;

/** The models with another text in one of their checks. */
function withCheck(schema: Schema, name: string, written: string): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      checks: table.checks.map((check) =>
        check.name === name ? { ...check, expression: { written } } : check,
      ),
    })),
  };
}

/** What a role may do in its read-only transactions, beside to connect. */
const RIGHTS = {
  "that may only connect": (): string => "",
  "that may look into namespaces": (role: string): string =>
    ["public", "archive", "clinic", `"Laboratory"`]
      .map((name) => `GRANT USAGE ON SCHEMA ${name} TO ${role};`)
      .join(""),
} as const;

const cases = postgresMajors().flatMap((major) =>
  Object.entries(RIGHTS).map(([who, grant]) => ({ major, who, grant })),
);

describe.each(cases)("a comparison by a role $who, on PostgreSQL $major", ({ major, who, grant }) => {
  const models = plainNulls(everyModel, major);
  let database: TestDatabase;
  let owner: Connection;
  let reader: Connection;
  let role: string;
  beforeAll(async () => {
    database = await freshDatabase({ major });
    owner = await connect(database.url);
    await build(owner, models);
    role = `reader_${database.name}`;
    await owner.execute(`REVOKE ALL ON DATABASE ${database.name} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;
      CREATE ROLE ${role} LOGIN; ALTER ROLE ${role} SET default_transaction_read_only = on;
      GRANT CONNECT ON DATABASE ${database.name} TO ${role}; ${grant(role)}`);
    const url = new URL(database.url);
    url.username = role;
    reader = await connect(url.href);
  });
  afterAll(async () => {
    await reader.close();
    await owner.execute(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.close();
    await database.drop();
  });

  const compare = async (expected: Schema): Promise<[readonly string[], readonly Unverified[]]> => {
    const found = await introspect(reader, { allSchemas: true });
    const settled = await canonicalise({ models: expected, database: found.schema, connection: reader });
    const operations = diff(settled.database, settled.models, { serverVersion: found.serverVersion });
    return [operations.map(describeOperation), settled.unverified];
  };

  it("finds nothing in a database of the models, and leaves it as it was", async () => {
    const before = await witness(owner);
    const [found, unverified] = await compare(models);
    expect(found).toEqual([]);
    // The names of types are hidden with the namespace that they stand in.
    if (who === "that may only connect") expect(unverified.length).toBeLessThan(15);
    else expect(unverified).toEqual([]);
    expect(await witness(owner)).toEqual(before);
  });

  it("finds what has changed", async () => {
    const [found] = await compare(withCheck(models, "products_price_not_negative", "price > 0"));
    expect(found).toEqual([
      expect.stringMatching(/^check constraint products_price_not_negative on products/),
      expect.stringMatching(/^check constraint products_price_not_negative on products/),
    ]);
  });
});
