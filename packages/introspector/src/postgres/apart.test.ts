import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection, onDialect, parseUrl } from "@limbeck/database";
import { freshDatabase, newestMajor, type TestDatabase } from "@limbeck/testkit";
import { introspect } from "../introspection.ts";

describe("introspect and the session that it runs in", () => {
  let database: TestDatabase;
  let db: Connection;
  beforeAll(async () => {
    database = await freshDatabase({ major: newestMajor, sql: "CREATE TABLE t (id serial CHECK (id > 0))" });
    db = await connect(parseUrl(database.url));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const path = async () => (await db.query<{ search_path: string }>("SHOW search_path"))[0]?.search_path;
  const status = () =>
    onDialect(db, { postgres: ({ client }) => client.getTransactionStatus?.(), sqlite: () => undefined });

  it("sends one message and gets one answer, whatever the number of tables", async () => {
    let sent = 0;
    const counting: Connection = {
      ...db,
      batch: (statements) => {
        sent += 1;
        return db.batch(statements);
      },
    };
    await introspect(counting);
    expect(sent).toBe(1);
  });

  it("leaves no transaction and no setting behind", async () => {
    await db.execute("SET search_path = pg_catalog");
    await introspect(db);
    expect([await path(), status()]).toEqual(["pg_catalog", "I"]);
    await db.execute("RESET search_path");
  });

  it("stands in the caller's transaction, sees what it made, and does not end it", async () => {
    await db.execute("BEGIN; CREATE TABLE u (); SET LOCAL search_path = pg_catalog");
    const { schema } = await introspect(db);
    expect(schema.tables.map(({ name }) => name)).toEqual(["t", "u"]);
    expect([await path(), status()]).toEqual(["pg_catalog", "T"]);
    await db.execute("ROLLBACK");
    expect((await introspect(db)).schema.tables).toHaveLength(1);
  });

  it("leaves the caller's transaction usable when the question fails", async () => {
    const other = await database.client();
    await other.query("BEGIN; LOCK TABLE t");
    // To print the check, the server opens the table and waits for its lock.
    await db.execute("SET lock_timeout = '1ms'");
    await db.execute("BEGIN");
    await expect(introspect(db)).rejects.toThrow("lock timeout");
    expect(status()).toBe("T");
    await db.execute("ROLLBACK");
    await expect(introspect(db)).rejects.toThrow("lock timeout");
    expect(status()).toBe("I");
    await other.query("ROLLBACK");
    await db.execute("RESET lock_timeout");
  });

  it("needs no right but to connect", async () => {
    const role = `reader_${database.name}`;
    await db.execute(`REVOKE ALL ON DATABASE ${database.name} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;
      CREATE ROLE ${role} LOGIN; GRANT CONNECT ON DATABASE ${database.name} TO ${role};
      ALTER ROLE ${role} SET default_transaction_read_only = on; GRANT USAGE ON SCHEMA public TO ${role}`);
    const url = new URL(database.url);
    url.username = role;
    const reader = await connect(parseUrl(url.href));
    try {
      expect((await introspect(reader)).schema).toEqual((await introspect(db)).schema);
    } finally {
      await reader.close();
      await db.execute(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});
