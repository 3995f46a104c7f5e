import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { reverseAll } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { run, witness } from "./testing/journey.ts";
import { chain } from "./testing/pairs.ts";

// Roles are those of the whole server.
const OWNER = `divided_owner_${String(process.pid)}`;
const READER = `divided_reader_${String(process.pid)}`;
const START = `
  CREATE ROLE ${OWNER}; CREATE ROLE ${READER};
  GRANT CREATE ON SCHEMA public TO ${OWNER};
  SET ROLE ${OWNER};
  CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, k integer NOT NULL, word text, PRIMARY KEY (id, k));
  INSERT INTO t (k, word) VALUES (1, 'one'), (2, 'two'), (2, 'three');
  DELETE FROM t WHERE word = 'three';
  GRANT SELECT ON t TO PUBLIC; GRANT DELETE ON t TO ${READER} WITH GRANT OPTION; GRANT UPDATE (word) ON t TO ${READER};
  ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;
  CREATE POLICY few ON t FOR SELECT USING (k = 1);`;

const RIGHTS = `SELECT pg_get_userbyid(relowner) AS owner, relacl::text AS acl, attacl::text AS of_word
  FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attname = 'word' WHERE relname = 't'`;

let database: TestDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await freshDatabase();
  connection = await fromClient(await database.client());
  await connection.execute(START);
});
afterEach(async () => {
  await connection.execute("ROLLBACK");
  await connection.execute("RESET ROLE");
  await database.drop();
  const elsewhere = await freshDatabase({ sql: `DROP ROLE ${OWNER}, ${READER}` });
  await elsewhere.drop();
});

const found = async (): Promise<Schema> =>
  (await introspect(connection, { allSchemas: true, defaultSchema: "public" })).schema;

function divided(schema: Schema): Schema {
  const key = { strategy: "list", elements: [{ kind: "column", column: "k" }] } as const;
  return {
    ...schema,
    tables: schema.tables.map((table) => ({ ...table, partitionBy: key })),
    unsaid: ["partitions"],
  };
}

/** All rows, whatever the policies say. */
async function rows(): Promise<unknown> {
  await connection.execute("RESET ROLE");
  const all = await connection.query("SELECT id, word FROM t ORDER BY id");
  await connection.execute(`SET ROLE ${OWNER}`);
  return all;
}

/** Partitions that nobody declares are made by others; here as soon as the table is divided. */
const PARTITION = "CREATE TABLE rest PARTITION OF t DEFAULT";

describe("a table that is made anew to be divided", () => {
  it("hands over its rows, those that its owner may not see too, its numbers, its owner and the rights on it, there and back", async () => {
    const [rights, before] = [await connection.query(RIGHTS), await found()];
    const upgrade = diff(before, divided(before));
    const copy = upgrade.findIndex(({ kind }) => kind === "copyRows");
    await run(connection, upgrade.slice(0, copy));
    await connection.execute(PARTITION);
    await run(connection, upgrade.slice(copy));
    expect(await rows()).toEqual([
      { id: 1, word: "one" },
      { id: 2, word: "two" },
    ]);
    expect(await connection.query(RIGHTS)).toEqual(rights);
    await run(connection, reverseAll(upgrade));
    expect(await rows()).toHaveLength(2);
    expect(await connection.query(RIGHTS)).toEqual(rights);
    expect(diff(before, await found())).toEqual([]);
    await connection.execute("RESET ROLE; INSERT INTO t (k, word) VALUES (5, 'next')");
    expect(await rows()).toContainEqual({ id: 4, word: "next" });
  });

  it.each([
    ["rule r", "CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING"],
    ["statistics s", "CREATE STATISTICS s ON id, k FROM t"],
    ["publication p", "RESET ROLE; CREATE PUBLICATION p FOR TABLE t"],
  ])("is left as it was where %s would be gone with it", async (name, sql) => {
    await connection.execute(sql);
    const [start, before] = [await witness(connection), await found()];
    await connection.execute("TRUNCATE t; BEGIN");
    const error: unknown = await run(connection, diff(before, divided(before))).catch((one: unknown) => one);
    expect(chain(error)).toContain(`on t_before stands what would go with it: ${name}`);
    await connection.execute("ROLLBACK");
    expect(await witness(connection)).toEqual(start);
  });
});
