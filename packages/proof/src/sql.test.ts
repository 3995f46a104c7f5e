import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { journey, WHOLE, witness } from "./testing/journey.ts";
import { takeAwayBeyondSchema, takeAwaySchema } from "./testing/surroundings.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures", import.meta.url));
const FILES = readdirSync(join(FIXTURES, "sql")).filter((name) => name.endsWith(".sql"));

/** How many tables each has. */
const TABLES: Readonly<Record<string, number>> = {
  "adventureworks.sql": 68,
  "chinook.sql": 11,
  "graphile-dataplan.sql": 32,
  "hexpm.sql": 36,
  "northwind.sql": 14,
  "pagila.sql": 71,
  "pgdump-tap-objects.sql": 21,
  "postgres-meta.sql": 11,
  "temporal.sql": 37,
};

/** What of a dump no Schema describes, and is taken away before the rest is made again on an empty database. */
const TAKEN_AWAY: Readonly<Record<string, string>> = {
  "adventureworks.sql": `DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT indrelid FROM pg_index WHERE indisclustered
    LOOP EXECUTE format(CASE (SELECT relkind FROM pg_class WHERE oid = one) WHEN 'm' THEN 'ALTER MATERIALIZED VIEW %s SET WITHOUT CLUSTER'
      ELSE 'ALTER TABLE %s SET WITHOUT CLUSTER' END, one); END LOOP; END $$`,
  "pagila.sql": "DROP AGGREGATE group_concat(text) CASCADE",
  // A partition with a default of its own.
  "pgdump-tap-objects.sql":
    "ALTER TABLE dump_test_second_schema.measurement_y2006m2 ALTER unitsales DROP DEFAULT",
  "postgres-meta.sql": "DROP SERVER foreign_server CASCADE",
};

/** Made of little else than that; of it, only what stands on tables is tried. */
const EXOTIC = "pgdump-tap-objects.sql";

/** Dumps that an older PostgreSQL does not load. */
const NEEDS: Readonly<Record<string, number>> = { "pgdump-tap-objects.sql": 15 };

/** A role is the whole server's. */
const ROLE = "regress_dump_test_role";

function read(file: string): string {
  return readFileSync(join(FIXTURES, file), "utf8");
}

/** A dump as it can be loaded where pgvector is not installed, and the server was built without LZ4. */
function loadable(name: string): { readonly stub: string; readonly dump: string } {
  const dump = read(join("sql", name)).replaceAll(/SET COMPRESSION lz4/g, "SET COMPRESSION pglz");
  if (!/\bvector\b/.test(dump)) return { stub: "", dump };
  const stub = read(join("live", "pgvector-stub.sql"));
  return { stub, dump: dump.replace(/^(CREATE|COMMENT ON) EXTENSION .*\bvector\b.*$/gm, "") };
}

describe.each(postgresMajors())("a schema as pg_dump wrote it, on PostgreSQL %i", (major) => {
  const opened: { readonly database: TestDatabase; readonly connection: Connection }[] = [];
  const fresh = async (): Promise<Connection> => {
    const database = await freshDatabase({ major });
    const connection = await connect(database.url);
    opened.push({ database, connection });
    return connection;
  };
  const closeAll = async (): Promise<void> => {
    for (const { database, connection } of opened.splice(0)) {
      await connection.close();
      await database.drop();
    }
  };
  beforeAll(async () => {
    await (await fresh()).execute(`CREATE ROLE ${ROLE}`);
  });
  afterEach(closeAll);
  afterAll(async () => {
    await (await fresh()).execute(`DROP ROLE ${ROLE}`);
    await closeAll();
  });

  it.each(FILES.filter((name) => (NEEDS[name] ?? 0) <= major))(
    "%s: made from nothing, taken back, made again",
    async (name) => {
      const [dumped, connection] = [await fresh(), await fresh()];
      const { stub, dump } = loadable(name);
      for (const one of [dumped, connection]) {
        await one.execute(stub);
        if (one === dumped || name === EXOTIC) await one.execute(dump);
        // A dump leaves an empty search path.
        await one.execute("RESET ALL");
      }
      await dumped.execute(TAKEN_AWAY[name] ?? "");
      if (name === EXOTIC) for (const one of [dumped, connection]) await takeAwayBeyondSchema(one);
      await takeAwaySchema(connection);

      const { schema } = await introspect(dumped, WHOLE);
      const empty = await introspect(connection, WHOLE);
      expect(schema.tables.length).toBe(TABLES[name]);
      expect(empty.schema).toMatchObject({ tables: [], enums: [], sequences: [] });
      const { start, up, second, down, again } = await journey(connection, empty.schema, schema);
      expect(second).toEqual([]);
      expect(up).toEqual(await witness(dumped));
      expect(down).toEqual(start);
      expect(again).toEqual(up);
    },
  );
});
