import { describe, expect, it } from "@jest/globals";
import { canonicalType, type Schema } from "@limbeck/model";
import { onServers } from "../../testing/connection.ts";
import { compare, withColumn } from "../../testing/compare.ts";

onServers((db) => {
  describe("a default", () => {
    it.each<[string, string, string]>([
      ["varchar(20)", "'new'", "'new'"],
      ["varchar(20)", "lower('X')", "lower('X'::text)"],
      ["numeric(10,2)", "0", "'0'"],
      ["bigint", "0", "'0'"],
      ["bigint", "-5", "-5"],
      ["timestamptz", "'2020-01-01 00:00+02'", "'2019-12-31 22:00+00'"],
      ["jsonb", `'{"a": 1, "b": [2]}'`, `'{"b":[2],"a":1}'`],
      ["text[]", "'{}'", "ARRAY[]::text[]"],
      ["text[]", "'{a,b}'", "array['a','b']"],
      ["lvl", "'a'", "'a'::public.lvl"],
      ["ext.positive", "1", "1"],
      ["int", "ext.f(1)", "f(1)"],
      ["bit(3)", "B'101'", "'101'"],
      ["char(3)", "'x'", "'x'"],
    ])("of %s: %s is %s", async (type, database, model) => {
      const result = await compare(db(), `CREATE TABLE t (c ${type} DEFAULT ${database})`, (schema) =>
        withColumn(schema, () => ({ default: { kind: "expression", written: model } })),
      );
      expect(result).toMatchObject({ same: true, unverified: [] });
    });

    it.each<[string, string, string]>([
      ["varchar(20)", "'new'", "'old'"],
      ["timestamptz", "now()", "CURRENT_TIMESTAMP"],
      ["timestamptz", "now()", "clock_timestamp()"],
      ["text[]", "'{}'", "'{a}'"],
      ["lvl", "'a'", "'fresh'"],
      ["text", "'a'", "'A'"],
      ["int", "1", "2"],
    ])("of %s: %s is not %s", async (type, database, model) => {
      const result = await compare(db(), `CREATE TABLE t (c ${type} DEFAULT ${database})`, (schema) =>
        withColumn(schema, () => ({ default: { kind: "expression", written: model } })),
      );
      expect(result).toMatchObject({ same: false, unverified: [] });
    });

    it.each<[string, string, string, boolean]>([
      ["'a'", "public.lvl", "'a'::public.lvl", true],
      ["'a'", `"lvl"`, "lower('A')::lvl", false],
      ["lower('A')::lvl", "public.lvl", "lower('A')::public.lvl", true],
    ])("%s of a column whose type is spelled %s: %s", async (database, type, model, same) => {
      const result = await compare(db(), `CREATE TABLE t (c lvl DEFAULT ${database})`, (schema) =>
        withColumn(schema, () => ({
          type: { written: type },
          default: { kind: "expression", written: model },
        })),
      );
      expect(result).toMatchObject({ same, unverified: [] });
    });

    it.each<[string, string, string, string, boolean]>([
      ["numeric(5)", "'1'", "numeric(7,2)", "'1.25'", false],
      ["numeric(7,2)", "'1.25'", "numeric(5)", "'1'", false],
      ["char(3)", "'abc'", "char(5)", "'abcde'", false],
      ["int", "0", "numeric(10,2)", "'9.99'", false],
      ["smallint", "1", "int", "100000", false],
      ["date", "'2020-01-01'", "timestamp", "'2020-01-01 12:00'", false],
      ["int", "0", "bigint", "'0'", true],
      ["varchar(20)", "'new'", "text", "'new'", true],
      ["timestamp", "now()", "timestamptz", "now()", true],
      ["numeric(5)", "'1'", "numeric(7,2)", "'1'", true],
    ])("of %s %s, under %s %s: unchanged %s", async (was, database, type, model, same) => {
      const sql = `CREATE TABLE t (c ${was} DEFAULT ${database})`;
      const result = await compare(db(), sql, (schema) =>
        withColumn(schema, () => ({
          type: { written: type, canonical: canonicalType(type) ?? type },
          default: { kind: "expression", written: model },
        })),
      );
      expect(defaultOf(result.models) === defaultOf(result.database)).toBe(same);
      if (same) expect(result.unverified).toEqual([]);
    });

    it("that is a literal needs no server", async () => {
      const { asked, same, models } = await compare(
        db(),
        "CREATE TABLE t (c varchar(20) DEFAULT 'it''s')",
        (schema) => withColumn(schema, () => ({ default: { kind: "literal", value: "it's" } })),
      );
      expect([asked, models.tables[0]?.columns[0]?.default, same]).toEqual([
        0,
        { kind: "literal", value: "it's", canonical: "'it''s'::character varying" },
        false,
      ]);
    });

    it("never advances a sequence", async () => {
      await compare(db(), "CREATE SEQUENCE q; CREATE TABLE t (c int DEFAULT nextval('q') + 1)", (schema) =>
        withColumn(schema, () => ({ default: { kind: "expression", written: "1 + nextval('q')" } })),
      );
      expect(await db().query("SELECT is_called FROM q")).toEqual([{ is_called: false }]);
    });

    it("changes with the type of its column", async () => {
      const { models } = await compare(db(), "CREATE TABLE t (c text DEFAULT 'a')", (schema) =>
        withColumn(schema, () => ({ type: { written: "lvl" }, default: { kind: "literal", value: "a" } })),
      );
      expect(models.tables[0]?.columns[0]).toMatchObject({
        type: { canonical: "lvl" },
        default: { canonical: "'a'::lvl" },
      });
    });
  });
});

/** The default of the first column, as it is compared. */
function defaultOf({ tables: [table] }: Schema): string | undefined {
  const value = table?.columns[0]?.default;
  return value?.kind === "expression" ? value.canonical : undefined;
}
