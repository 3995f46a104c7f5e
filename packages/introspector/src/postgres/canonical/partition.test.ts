import { describe, expect, it } from "@jest/globals";

import { compare, withTable } from "../../testing/compare.ts";
import { onServers } from "../../testing/connection.ts";

onServers((db) => {
  describe("a value of a partition's bound", () => {
    it.each<[string, string, string, string, boolean]>([
      ["n numeric", "abs(n)", "5", "'5.0'", false],
      ["n numeric", "abs(n)", "'5'", "5", true],
      ["n int", "(n::bigint)", "5", "'5'", true],
      ["n int", "abs(n)", "5", "6", false],
      ["at timestamp", "(at::date)", "'2024-05-01'", "'2024-05-01T00:00:00.000Z'", true],
      ["name text", "lower(name)", "'a'", "'a'::text", true],
      ["n int", "ext.f(n)", "5", "'5'", true],
      ["n int", "ext.f(n)", "5", "'6'", false],
    ])("of %s divided by %s: %s is %s: %s", async (column, key, database, model, same) => {
      const sql = `CREATE TABLE p (${column}) PARTITION BY LIST (${key}); CREATE TABLE t PARTITION OF p FOR VALUES IN (${database})`;
      const result = await compare(db(), sql, (schema) =>
        withTable(schema, () => ({
          partitionOf: { table: { name: "p" }, bound: { kind: "list", values: [{ written: model }] } },
        })),
      );
      expect(result).toMatchObject({ same, unverified: [] });
    });
  });
});
