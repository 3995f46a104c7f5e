import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection, fromClient } from "@limbeck/database";
import { type Schema } from "@limbeck/model";
import {
  catalogWitness,
  freshDatabase,
  newestMajor,
  scratchPglite,
  type TestDatabase,
} from "@limbeck/testkit";
import { introspect } from "../../introspection.ts";
import { testConnection } from "../../testing/connection.ts";
import { canonicalise } from "../../canonicalisation.ts";

const SQL = `CREATE TYPE lvl AS ENUM ('a'); CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
  CREATE TABLE t (n int, s lvl, label text, CONSTRAINT plan CHECK (n > 0 AND n < 5),
  CONSTRAINT text CHECK (label COLLATE "C" > 'x'), CONSTRAINT own CHECK (f(n) > 1))`;

/** What the models say of the checks: the same in other words, but for `changed`. */
const modelsOf = (schema: Schema, changed: Readonly<Record<string, string>> = {}): Schema => {
  const checks = { plan: "n>0 and n<5", text: `(label) collate "C">'x'`, own: "(f(n)) > 1", ...changed };
  const written = Object.entries(checks).map(([name, text]) => ({ name, expression: { written: text } }));
  return { ...schema, tables: schema.tables.map((table) => ({ ...table, checks: written })) };
};

const canonicals = ({ tables }: Schema) =>
  Object.fromEntries((tables[0]?.checks ?? []).map(({ name, expression }) => [name, expression.canonical]));

describe("canonicalise and what it may do", () => {
  let database: TestDatabase;
  let db: Connection;
  let schema: Schema;
  beforeAll(async () => {
    database = await freshDatabase({ major: newestMajor, sql: SQL });
    db = await connect(database.url);
    ({ schema } = await introspect(db));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  it("asks a role that may only connect and read by plans alone, and says what it could not compare", async () => {
    const role = `asker_${database.name}`;
    await db.execute(`REVOKE TEMP ON DATABASE ${database.name} FROM PUBLIC; CREATE ROLE ${role} LOGIN`);
    const url = new URL(database.url);
    url.username = role;
    const reader = await connect(url.href);
    try {
      const result = await canonicalise({ models: modelsOf(schema), database: schema, connection: reader });
      expect(result.unverified).toEqual([
        { where: "check text on t", written: `(label) collate "C">'x'` },
        { where: "check own on t", written: "(f(n)) > 1" },
      ]);
      // No answer is not "changed".
      expect(canonicals(result.models)).toEqual(canonicals(schema));
      const changed = modelsOf(schema, { plan: "n > 0" });
      const { models } = await canonicalise({ models: changed, database: schema, connection: reader });
      expect(canonicals(models)["plan"]).not.toBe(canonicals(schema)["plan"]);
    } finally {
      await reader.close();
      await db.execute(`GRANT TEMP ON DATABASE ${database.name} TO PUBLIC; DROP ROLE ${role}`);
    }
  });

  it("lets a scratch database say what this one may not", async () => {
    await db.execute("SET default_transaction_read_only = on");
    const changed = modelsOf(schema, { text: `label COLLATE "C" > 'y'` });
    const scratch = () => testConnection(newestMajor);
    const result = await canonicalise({ models: changed, database: schema, connection: db, scratch });
    await db.execute("RESET default_transaction_read_only");
    // The scratch database has no function f.
    expect(result).toMatchObject({ unverified: [{ where: "check own on t" }], roundTrips: 3 });
    expect(canonicals(result.models)).toEqual({ ...canonicals(schema), text: `label COLLATE "C" > 'y'` });
  });

  it("leaves nothing behind, in its own transaction and in the caller's", async () => {
    const client = await database.client();
    const before = await catalogWitness(client);
    const counts =
      "SELECT (SELECT count(*) FROM pg_class) AS relations, (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()) AS locks";
    const [counted] = await db.query(counts);
    await canonicalise({ models: modelsOf(schema), database: schema, connection: db });
    expect(await db.query(counts)).toEqual([counted]);
    await db.execute("BEGIN; SET LOCAL search_path = ''");
    await canonicalise({ models: modelsOf(schema), database: schema, connection: db });
    expect(await db.query("SHOW search_path")).toEqual([{ search_path: '""' }]);
    await db.execute("COMMIT");
    expect(await catalogWitness(client)).toEqual(before);
  });

  it("waits for no lock on a table", async () => {
    const other = await database.client();
    await other.query("BEGIN; LOCK TABLE t");
    await db.execute("SET lock_timeout = '1ms'");
    const result = await canonicalise({ models: modelsOf(schema), database: schema, connection: db });
    await db.execute("RESET lock_timeout");
    await other.query("ROLLBACK");
    expect(result.unverified).toEqual([]);
  });

  it("takes a database's words of another version for what they are", async () => {
    const scratch = await scratchPglite({ sql: SQL });
    const pglite = await introspect(await fromClient(scratch.client));
    await scratch.close();
    const result = await canonicalise({ models: pglite.schema, database: schema, connection: db });
    expect(result).toMatchObject({ asked: 0, roundTrips: 0, models: schema });
  });
});
