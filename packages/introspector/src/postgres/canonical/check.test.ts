import { describe, expect, it } from "@jest/globals";
import { onServers } from "../../testing/connection.ts";
import { compare, COLUMNS, withTable } from "../../testing/compare.ts";

onServers((db) => {
  describe("a check", () => {
    it.each<[string, string]>([
      ["n > 0 AND n < 10", "n>0 and n<10"],
      ["name IN ('a', 'b')", "name in ('a','b')"],
      // What a dump and restore makes of it.
      [
        "(name)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])",
        "name IN ('a', 'b')",
      ],
      ["length(name) > 3", `length("t"."name") > 3`],
      ["s = 'a'", "s = 'a'"],
      ["s IN ('a', 'b')", "s = ANY ('{a,b}')"],
      ["n BETWEEN 1 AND 3", "public.t.n >= 1 and (n <= 3)"],
      [`label COLLATE "C" > 'x'`, `(label) collate "C" > 'x'`],
      ["ext.f(n) > 1", "f(n) > 1"],
      ["n IS NULL OR n > 0", "(n is null) or (n > 0) -- either"],
      ["at > '2020-01-01 00:00+02'", "at > '2019-12-31 22:00+00'::timestamptz"],
    ])("%s is %s", async (database, model) => {
      const result = await compare(
        db(),
        `CREATE TABLE t (${COLUMNS}, CONSTRAINT k CHECK (${database}))`,
        (schema) => withTable(schema, () => ({ checks: [{ name: "k", expression: { written: model } }] })),
      );
      expect(result).toMatchObject({ same: true, unverified: [] });
    });

    it.each<[string, string]>([
      ["n > 0", "n >= 0"],
      ["name IN ('a', 'b')", "name IN ('b', 'a')"],
      [`label COLLATE "C" > 'x'`, "label > 'x'"],
      ["ext.f(n) > 1", "n + 1 > 1"],
      ["n > 0", "fresh > 0"],
      ["s = 'a'", "s = 'fresh'"],
      ["n > 0", "missing(n) > 0"],
      ["n > 0", "n > "],
    ])("%s is not %s", async (database, model) => {
      const result = await compare(
        db(),
        `CREATE TABLE t (${COLUMNS}, CONSTRAINT k CHECK (${database}))`,
        (schema) => withTable(schema, () => ({ checks: [{ name: "k", expression: { written: model } }] })),
      );
      expect(result).toMatchObject({ same: false, unverified: [] });
    });

    it("is found by what it says where its name is another", async () => {
      const { models } = await compare(
        db(),
        `CREATE TABLE t (n int, m int, CONSTRAINT a CHECK (n > 0), CONSTRAINT b CHECK (m > 0))`,
        (schema) =>
          withTable(schema, () => ({ checks: [{ name: "x", expression: { written: `"t"."m">0` } }] })),
      );
      expect(models.tables[0]?.checks).toEqual([
        { name: "x", expression: { written: `"t"."m">0`, canonical: "m > 0" } },
      ]);
    });
  });
});
