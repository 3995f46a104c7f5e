import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

import { journey, run, WHOLE } from "./testing/journey.ts";

const TABLES = `CREATE TABLE t (a int CONSTRAINT t_pkey PRIMARY KEY USING INDEX TABLESPACE "elsewhere", b int, c int4range,
    CONSTRAINT one UNIQUE (b) USING INDEX TABLESPACE "elsewhere", CONSTRAINT apart EXCLUDE USING gist (c WITH &&) USING INDEX TABLESPACE "elsewhere");
  CREATE INDEX ix ON t (b) TABLESPACE "elsewhere"; CREATE INDEX plain ON t (a);
  CREATE MATERIALIZED VIEW v AS SELECT a, b FROM t; CREATE INDEX of_view ON v (a) TABLESPACE "elsewhere"`;

const AT_HOME = TABLES.replaceAll(/(USING INDEX )?TABLESPACE "elsewhere"/g, "");

/** Everything is said otherwise, and nothing of a tablespace. */
const OTHERS = `CREATE TABLE t (a int, b int, c int4range, CONSTRAINT t_pkey PRIMARY KEY (a, b), CONSTRAINT one UNIQUE (b, a),
    CONSTRAINT apart EXCLUDE USING gist (c WITH &&) WHERE (b > 0));
  CREATE INDEX ix ON t (b, a); CREATE INDEX plain ON t (a, b); CREATE INDEX further ON t (b DESC);
  CREATE MATERIALIZED VIEW v AS SELECT a + 1 AS a, b FROM t; CREATE INDEX of_view ON v (a)`;

const IN_PLACES = ["apart", "ix", "of_view", "one", "t_pkey"];

describe.each(postgresMajors())(
  "on PostgreSQL %i, an index that the operator put somewhere else",
  (major) => {
    let connection: Connection;
    let space: string;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      const database = await freshDatabase({ major });
      connection = await connect(database.url);
      // Tablespaces belong to the cluster, which other tests share.
      const [row] = await connection.query(
        "SELECT 'limbeck ' || oid AS name FROM pg_database WHERE datname = current_database()",
      );
      space = String(row?.["name"]);
      await connection.execute("SET allow_in_place_tablespaces = on");
      await connection.execute(`CREATE TABLESPACE "${space}" LOCATION ''`);
      await connection.execute(TABLES.replaceAll("elsewhere", space));
      drop = async () => {
        await connection.execute("DROP TABLE t CASCADE");
        await connection.execute(`DROP TABLESPACE "${space}"`);
        await connection.close();
        await database.drop();
      };
    });
    afterEach(() => drop());

    const elsewhere = async (): Promise<unknown> => {
      const rows =
        await connection.query(`SELECT c.relname AS name FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace
      WHERE s.spcname LIKE 'limbeck %' ORDER BY 1`);
      return rows.map(({ name }) => name);
    };

    async function others(): Promise<Schema> {
      const database = await freshDatabase({ major, sql: OTHERS });
      const target = await connect(database.url);
      const { schema } = await introspect(target, WHOLE);
      await target.close();
      await database.drop();
      return schema;
    }

    it("is made there again, and what is new is not", async () => {
      const { schema } = await introspect(connection, WHOLE);
      const target = await others();
      const { second } = await journey(connection, schema, target);
      expect(second).toEqual([]);
      expect(await elsewhere()).toEqual(IN_PLACES);
      expect(await connection.query("SHOW default_tablespace")).toEqual([{ default_tablespace: "" }]);
    });

    it("is no difference", async () => {
      const { schema, unmodelled, serverVersion } = await introspect(connection, WHOLE);
      const moved = AT_HOME;
      const database = await freshDatabase({ major, sql: moved });
      const target = await connect(database.url);
      const { schema: same } = await introspect(target, WHOLE);
      await target.close();
      await database.drop();
      expect(diff(schema, same, { serverVersion })).toEqual([]);
      expect(diff(same, schema, { serverVersion })).toEqual([]);
      expect(unmodelled.filter(({ kind }) => kind === "tablespace").map(({ name }) => name)).toContain(
        "t.ix",
      );
    });

    it("is made like any other where there is no such tablespace", async () => {
      const { schema, serverVersion } = await introspect(connection, WHOLE);
      const operations = diff(schema, await others(), { serverVersion });
      await connection.execute("DROP MATERIALIZED VIEW v; DROP TABLE t");
      await connection.execute(AT_HOME);
      await connection.execute(`DROP TABLESPACE "${space}"`);
      await run(connection, operations);
      await connection.execute(`CREATE TABLESPACE "${space}" LOCATION ''`);
      expect(await elsewhere()).toEqual([]);
    });
  },
);
