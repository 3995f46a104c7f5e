import { describe, expect, it } from "@jest/globals";
import { quoteName } from "@limbeck/operations";
import { multirangeName } from "@limbeck/model";

import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  describe("range types", () => {
    it("are read with all that they are", async () => {
      await db().execute(`
        CREATE SCHEMA other;
        CREATE FUNCTION other.gap(text, text) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT 1.0::float8';
        CREATE TYPE other.words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C",
          SUBTYPE_DIFF = other.gap, MULTIRANGE_TYPE_NAME = many_words);
        CREATE TYPE speed_range AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
        COMMENT ON TYPE speed_range IS 'one';`);
      const { schema, unmodelled } = await introspect(db(), { schemas: ["public", "other"] });
      expect(unmodelled).toEqual([]);
      expect(schema.functions.map(({ name }) => name)).toEqual(["gap"]);
      expect(schema.ranges).toEqual([
        {
          schema: "other",
          name: "words",
          subtype: { canonical: "text" },
          operatorClass: "text_pattern_ops",
          collation: '"C"',
          subtypeDiff: { schema: "other", name: "gap" },
          multirange: { name: "many_words" },
        },
        {
          name: "speed_range",
          subtype: { canonical: "double precision" },
          subtypeDiff: { name: "float8mi" },
          comment: "one",
        },
      ]);
    });

    it("are left alone where they have a canonical function", async () => {
      await db().execute(`
        CREATE TYPE days;
        CREATE FUNCTION whole(days) RETURNS days LANGUAGE internal IMMUTABLE AS 'int4range_canonical';
        CREATE TYPE days AS RANGE (SUBTYPE = integer, CANONICAL = whole);`);
      const { schema, unmodelled } = await introspect(db());
      expect(schema.ranges).toEqual([]);
      expect(unmodelled).toContainEqual({ kind: "range type", name: "days" });
    });

    it.each([
      "range",
      "a_range_of_ranges",
      "speeds",
      "r".repeat(63),
      "x".repeat(58) + "range",
      "ä".repeat(31),
    ])("bring a multirange type that is called as the server calls it: %s", async (name) => {
      await db().execute(`CREATE TYPE ${quoteName({ name })} AS RANGE (SUBTYPE = uuid)`);
      const { schema } = await introspect(db());
      expect(schema.ranges).toEqual([{ name, subtype: { canonical: "uuid" } }]);
      expect(multirangeName({ name })).not.toBe(name);
    });
  });
});
