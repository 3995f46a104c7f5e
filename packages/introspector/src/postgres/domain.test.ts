import { describe, expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  describe("domains", () => {
    it("are read with all that they are", async () => {
      await db().execute(`
        CREATE SCHEMA other;
        CREATE DOMAIN base AS integer;
        CREATE COLLATION other.mine FROM "C";
        CREATE DOMAIN other.full AS varchar(20) COLLATE other.mine DEFAULT 'a' || 'b' NOT NULL
          CONSTRAINT z CHECK (VALUE <> '') CONSTRAINT a CHECK (length(VALUE) > 1 OR VALUE IS NULL);
        ALTER DOMAIN other.full ADD CONSTRAINT later CHECK (VALUE <> 'x') NOT VALID;
        CREATE DOMAIN small AS base;
        COMMENT ON DOMAIN other.full IS 'one';
        COMMENT ON CONSTRAINT z ON DOMAIN other.full IS 'two';`);
      const { schema, unmodelled } = await introspect(db(), { schemas: ["public", "other"] });
      expect(unmodelled).toEqual([]);
      expect(schema.domains).toEqual([
        { name: "base", type: { canonical: "integer" }, checks: [] },
        {
          schema: "other",
          name: "full",
          type: { canonical: "character varying(20)" },
          collation: { schema: "other", name: "mine" },
          default: { kind: "expression", canonical: "('a'::text || 'b'::text)" },
          notNull: true,
          checks: [
            { name: "a", expression: { canonical: "(length((VALUE)::text) > 1) OR (VALUE IS NULL)" } },
            { name: "later", expression: { canonical: "(VALUE)::text <> 'x'::text" }, notValid: true },
            { name: "z", expression: { canonical: "(VALUE)::text <> ''::text" }, comment: "two" },
          ],
          comment: "one",
        },
        { name: "small", type: { canonical: "base" }, checks: [] },
      ]);
    });

    it("are not an extension's, and are ignored by name", async () => {
      await db().execute("CREATE DOMAIN d AS integer; CREATE DOMAIN e AS integer");
      const { schema } = await introspect(db(), {
        ignore: (kind, name) => kind === "domain" && name === "d",
      });
      expect(schema.domains.map(({ name }) => name)).toEqual(["e"]);
    });
  });
});
