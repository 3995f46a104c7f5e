import { describe, expect, it } from "@jest/globals";
import { type Index, type IndexElement } from "@limbeck/model";
import { onServers } from "../../testing/connection.ts";
import { compare, COLUMNS, withColumn, withIndex } from "../../testing/compare.ts";

const byCollation = (collation: string): IndexElement => ({
  kind: "expression",
  expression: { written: "lower(sorted)" },
  collation,
});

onServers((db) => {
  describe("a type", () => {
    it.each<[string, string]>([
      ["varchar(20)", "varchar ( 20 )"],
      ["lvl[]", `"lvl"[]`],
      ["ext.positive", "positive"],
      ["ext.positive", `"ext"."positive"`],
      ["int", "pg_catalog.int4"],
    ])("%s is %s", async (database, model) => {
      const result = await compare(db(), `CREATE TABLE t (c ${database})`, (schema) =>
        withColumn(schema, () => ({ type: { written: model } })),
      );
      expect(result).toMatchObject({ same: true, unverified: [] });
    });

    it.each<[string, string]>([
      ["varchar(20)", "varchar(21)"],
      ["lvl", "lvl[]"],
      ["lvl", "fresh"],
      ["ext.positive", "int"],
      ["bit(3)", "bit(4)"],
    ])("%s is not %s", async (database, model) => {
      const result = await compare(db(), `CREATE TABLE t (c ${database})`, (schema) =>
        withColumn(schema, () => ({ type: { written: model } })),
      );
      expect(result).toMatchObject({ same: false, unverified: [] });
    });
  });

  describe("an index", () => {
    it.each<[string, Partial<Index>, boolean]>([
      [
        "(lower(name)) WHERE n > 0",
        {
          elements: [{ kind: "expression", expression: { written: `LOWER("name")` } }],
          where: { written: `"t"."n">0` },
        },
        true,
      ],
      [
        "(lower(name))",
        { elements: [{ kind: "expression", expression: { written: "upper(name)" } }] },
        false,
      ],
      ["(n) WHERE s = 'a' AND n IN (1, 2)", { where: { written: "s='a' and n in (1,2)" } }, true],
      ["(n) WHERE s = 'a'", { where: { written: "s='b'" } }, false],
      ["(n)", { elements: [{ kind: "column", column: "n", operatorClass: "int4_ops" }] }, true],
      ["(n)", { elements: [{ kind: "column", column: "n", operatorClass: "oid_ops" }] }, false],
      ["(name)", { elements: [{ kind: "column", column: "name", operatorClass: "text_ops" }] }, true],
      [
        "(name varchar_pattern_ops)",
        { elements: [{ kind: "column", column: "name", operatorClass: "pg_catalog.varchar_pattern_ops" }] },
        true,
      ],
      ["(lower(sorted))", { elements: [byCollation('"C"')] }, true],
      ["(lower(sorted))", { elements: [byCollation('pg_catalog."C"')] }, true],
      ["(lower(sorted))", { elements: [byCollation('"POSIX"')] }, false],
      [`(lower(sorted) COLLATE "POSIX")`, { elements: [byCollation('"POSIX"')] }, true],
      [`(lower(sorted) COLLATE "POSIX")`, { elements: [byCollation('"C"')] }, false],
      [`(label COLLATE "C")`, { elements: [{ kind: "column", column: "label", collation: "C" }] }, true],
    ])("%s", async (definition, change, same) => {
      const result = await compare(
        db(),
        `CREATE TABLE t (${COLUMNS}, sorted text COLLATE "C"); CREATE INDEX i ON t ${definition}`,
        (schema) => withIndex(schema, () => change),
      );
      expect(result).toMatchObject({ same, unverified: [] });
    });
  });

  describe("the collation of an index", () => {
    const SQL = `CREATE TABLE t (c text COLLATE "C"); CREATE INDEX i ON t (lower(c));
      CREATE MATERIALIZED VIEW v AS SELECT c FROM t; CREATE INDEX j ON v (c, lower(c))`;

    it("is said where the column gets another one", async () => {
      const result = await compare(db(), SQL, (schema) =>
        withIndex(
          withColumn(schema, () => ({ collation: '"POSIX"' })),
          ({ elements }) => ({ elements: elements.map((element) => ({ ...element, collation: '"C"' })) }),
        ),
      );
      expect(result.models.tables[0]?.indexes[0]?.elements[0]).toMatchObject({ collation: '"C"' });
    });

    it.each([
      ['"C"', true],
      ['"POSIX"', false],
    ])("of a view over it is %s: %s", async (collation, same) => {
      const result = await compare(db(), SQL, (schema) => ({
        ...schema,
        views: schema.views.map((view) => ({
          ...view,
          indexes:
            view.indexes?.map((index) => ({
              ...index,
              elements: index.elements.map((element) => ({ ...element, collation })),
            })) ?? [],
        })),
      }));
      expect(result).toMatchObject({ same, unverified: [] });
    });
  });
});
