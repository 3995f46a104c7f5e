import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { dumps, freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { journey, WHOLE, witness } from "./testing/journey.ts";
import { takeAwayBeyondSchema, takeAwaySchema } from "./testing/surroundings.ts";

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

/** Made of little else than that; of it, only what stands on tables is tried. */
const EXOTIC = "pgdump-tap-objects.sql";

/** Dumps that an older PostgreSQL does not load. */
const NEEDS: Readonly<Record<string, number>> = { "pgdump-tap-objects.sql": 15 };

/** A role is the whole server's. */
const ROLE = "regress_dump_test_role";

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

  const able = dumps().filter(({ name }) => (NEEDS[name] ?? 0) <= major);
  it.each(able.map((dump) => [dump.name, dump] as const))(
    "%s: made from nothing, taken back, made again",
    async (name, { prepare, sql, beyond }) => {
      const [dumped, connection] = [await fresh(), await fresh()];
      for (const one of [dumped, connection]) {
        await one.execute(prepare);
        if (one === dumped || name === EXOTIC) await one.execute(sql);
        // A dump leaves an empty search path.
        await one.execute("RESET ALL");
      }
      await dumped.execute(beyond);
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
