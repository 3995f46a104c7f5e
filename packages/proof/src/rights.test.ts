import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection, fromClient } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { reverseAll } from "@limbeck/operations";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { statementsOf } from "./postgres/perform.ts";

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  connection = await fromClient(await database.client());
  await connection.execute(START);
});
afterAll(async () => {
  await connection.execute(`DROP OWNED BY ${ROLES} CASCADE; DROP ROLE ${ROLES}`);
  await database.drop();
});

const ROLES = "rights_owner, rights_reader, rights_clerk";
const START = `
  CREATE ROLE rights_owner; CREATE ROLE rights_reader; CREATE ROLE rights_clerk;
  GRANT CREATE ON SCHEMA public TO rights_owner;
  CREATE TABLE t (id integer, word varchar(9), twice integer);
  GRANT SELECT ON t TO rights_owner;
  GRANT SELECT (twice), UPDATE (twice) ON t TO rights_reader WITH GRANT OPTION;
  GRANT SELECT (twice) ON t TO PUBLIC;
  CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
  REVOKE ALL ON FUNCTION f(integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION f(integer) TO rights_reader;
  CREATE VIEW v AS SELECT id, word FROM t WHERE id > f(1);
  ALTER VIEW v OWNER TO rights_owner;
  GRANT SELECT ON v TO PUBLIC;
  GRANT INSERT, DELETE ON v TO rights_clerk WITH GRANT OPTION;
  GRANT UPDATE (word) ON v TO rights_reader;
  CREATE RULE gone AS ON DELETE TO v DO INSTEAD NOTHING;
  ALTER VIEW v ALTER COLUMN id SET DEFAULT 7;
  CREATE VIEW "Plain one" AS SELECT word FROM t;
  CREATE MATERIALIZED VIEW m AS SELECT word, id FROM v;
  GRANT SELECT ON m TO rights_reader;
  CREATE STATISTICS of_m ON word, id FROM m;
  ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO rights_clerk;
`;

const RIGHTS = `
  SELECT line FROM (
    SELECT format('%s %s %s', c.relname, pg_get_userbyid(relowner), r) AS line
      FROM pg_class c CROSS JOIN unnest(coalesce(relacl, acldefault('r', relowner))) r
      WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s.%s %s', c.relname, attname, r)
      FROM pg_class c JOIN pg_attribute ON attrelid = c.oid, unnest(attacl) r
      WHERE relkind IN ('r', 'v', 'm') AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s %s %s', proname, pg_get_userbyid(proowner), r) FROM pg_proc, unnest(proacl) r
      WHERE proname = 'f'
    UNION ALL SELECT definition FROM pg_rules WHERE schemaname = 'public'
    UNION ALL SELECT format('%s.%s %s', adrelid::regclass, adnum, pg_get_expr(adbin, adrelid)) FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid AND relkind = 'v'
    UNION ALL SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
  ) AS lines ORDER BY line`;

const rights = async (): Promise<readonly string[]> =>
  (await connection.query<{ line: string }>(RIGHTS)).map(({ line }) => line);

const found = async (): Promise<Schema> =>
  (await introspect(connection, { allSchemas: true, defaultSchema: "public" })).schema;

describe("views, functions and columns that go and come", () => {
  it("belong to whom they belonged, with the rights, rules, defaults and statistics that they had, there and back", async () => {
    const before = await found();
    const word = { name: "word", type: { canonical: "text" }, nullable: true };
    const twice = {
      name: "twice",
      type: { canonical: "integer" },
      nullable: true,
      generated: { expression: { canonical: "(id * 2)" }, stored: true },
    };
    const after: Schema = {
      ...before,
      tables: before.tables.map((table) => ({
        ...table,
        columns: [...table.columns.slice(0, 1), word, twice],
      })),
      functions: before.functions.map((f) => ({
        ...f,
        arguments: [{ name: "b", type: { canonical: "integer" } }],
        body: "SELECT b",
      })),
    };
    const [upgrade, downgrade] = [diff(before, after), diff(after, before)];
    const kinds = upgrade.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(["dropMaterializedView", "dropView", "dropFunction", "dropColumn"]),
    );
    const start = await rights();
    expect(start).toContain("v.word rights_reader=w/rights_owner");
    expect(start.join("\n")).toContain("t.twice rights_reader=r*w*/");

    for (const operations of [upgrade, downgrade, reverseAll(downgrade), reverseAll(upgrade)]) {
      for (const op of operations)
        for (const sql of statementsOf(op, connection.server)) await connection.execute(sql);
      expect(await rights()).toEqual(start);
    }
    expect(diff(before, await found())).toEqual([]);
  });
});
