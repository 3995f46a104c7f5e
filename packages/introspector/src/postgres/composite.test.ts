import { describe, expect, it } from "@jest/globals";

import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  describe("composite types", () => {
    it("are read with all that they are, without those of tables and views", async () => {
      await db().execute(`
        CREATE SCHEMA other;
        CREATE COLLATION other.mine FROM "C";
        CREATE TYPE other.full AS (z varchar(20) COLLATE other.mine, gone text, a text COLLATE "C", "Odd" integer[]);
        ALTER TYPE other.full DROP ATTRIBUTE gone;
        CREATE TYPE none AS ();
        CREATE TABLE t (a other.full[]);
        CREATE VIEW v AS SELECT a FROM t;
        COMMENT ON TYPE other.full IS 'one';
        COMMENT ON COLUMN other.full.a IS 'two';`);
      const { schema, unmodelled } = await introspect(db(), { schemas: ["public", "other"] });
      expect(unmodelled).toEqual([]);
      expect(schema.composites).toEqual([
        { name: "none", attributes: [] },
        {
          schema: "other",
          name: "full",
          attributes: [
            { name: "z", type: { canonical: "character varying(20)" }, collation: '"other"."mine"' },
            { name: "a", type: { canonical: "text" }, collation: '"C"', comment: "two" },
            { name: "Odd", type: { canonical: "integer[]" } },
          ],
          comment: "one",
        },
      ]);
    });

    it("are ignored by name", async () => {
      await db().execute("CREATE TYPE c AS (a text); CREATE TYPE d AS (a text)");
      const ignore = (kind: string, name: string): boolean => kind === "composite" && name === "c";
      const { schema } = await introspect(db(), { ignore });
      expect(schema.composites.map(({ name }) => name)).toEqual(["d"]);
    });
  });
});
