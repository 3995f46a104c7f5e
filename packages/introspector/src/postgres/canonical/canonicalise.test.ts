import { expect, it } from "@jest/globals";
import { introspect } from "../../introspection.ts";
import { canonicalise } from "../../canonicalisation.ts";
import { onServers } from "../../testing/connection.ts";
import { compare, withColumn, withTable } from "../../testing/compare.ts";

onServers((db) => {
  it("compares a generated column", async () => {
    const compared = (written: string) =>
      compare(
        db(),
        `CREATE TABLE t (name varchar, c text GENERATED ALWAYS AS (lower(name) || 'x') STORED)`,
        (schema) => withColumn(schema, () => ({ generated: { stored: true, expression: { written } } })),
      );
    expect(await compared(`lower("t"."name")||'x'`)).toMatchObject({ same: true, unverified: [] });
  });

  it("calls a domain with rules by its name, and no more than that", async () => {
    const { models } = await compare(db(), `CREATE TABLE t (c integer)`, (schema) =>
      withColumn(schema, () => ({ type: { written: "positive" } })),
    );
    expect(models.tables[0]?.columns[0]?.type).toEqual({ written: "positive", canonical: "positive" });
  });

  it("keeps the words of another database for what is run", async () => {
    const { models } = await compare(db(), `CREATE TABLE t (c numeric CHECK (c > 10))`, (schema) =>
      withTable(schema, () => ({ checks: [{ name: "t_c_check", expression: { canonical: "c > 10.0" } }] })),
    );
    expect(models.tables[0]?.checks[0]?.expression.written).toBe("c > 10.0");
  });

  it.each([
    ["models, which cannot say one", { unsaid: ["implied"] as const }, '"C"'],
    ["another database, which has none", {}, undefined],
  ])("gives a column its collation beside %s", async (_, said, collation) => {
    const { models } = await compare(db(), `CREATE TABLE t (c text COLLATE "C")`, (schema) => ({
      ...withTable(schema, ({ columns }) => ({
        columns: columns.map(({ collation: _, ...column }) => column),
      })),
      ...said,
    }));
    expect(models.tables[0]?.columns[0]?.collation).toBe(collation);
  });

  it("asks at most twice, whatever there is to ask", async () => {
    const tables = Array.from(
      { length: 60 },
      (_, i) => `CREATE TABLE t${i} (n int DEFAULT ext.f(1),
      CONSTRAINT k CHECK (n > 0 AND n < 5), CONSTRAINT l CHECK (ext.f(n) > 1))`,
    );
    const result = await compare(db(), tables.join(";"), (schema) => ({
      ...schema,
      tables: schema.tables.map((table) => ({
        ...table,
        columns: table.columns.map((column) => ({
          ...column,
          default: { kind: "expression", written: "f(1)" } as const,
        })),
        checks: [
          { name: "k", expression: { written: "0 < n and n<5" } },
          { name: "l", expression: { written: "f(n)>1" } },
        ],
      })),
    }));
    expect(result).toMatchObject({ asked: 180, roundTrips: 2, unverified: [], same: false });
  });

  it("learns once", async () => {
    const kept = new Map<string, string>();
    const cache = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: string) => void kept.set(key, value),
    };
    await db().execute(`CREATE TABLE t (n int CHECK (n > 0 AND n < 5), m int CHECK (m > 1 AND m < 2))`);
    const { schema: database, searchPath } = await introspect(db());
    const models = withTable(database, () => ({
      checks: [
        { name: "t_n_check", expression: { written: "n>0 and n<5" } },
        { name: "t_m_check", expression: { written: "m>0 and m<2" } },
      ],
    }));
    const first = await canonicalise({ models, database, connection: db(), cache, searchPath });
    const second = await canonicalise({ models, database, connection: db(), cache, searchPath });
    expect([first.asked, first.roundTrips, second.asked, second.roundTrips]).toEqual([2, 1, 0, 0]);
    expect(second.models).toEqual(first.models);
  });
});
