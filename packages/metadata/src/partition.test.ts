import { describe, expect, it } from "@jest/globals";
import { pgPartition, pgPartitionBy } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("partitioned tables with %s", (installed) => {
  it("are read with the key that is declared, in the database's names of columns", () => {
    const { schema } = readHere(installed, ({ pg, orm: { sql } }) => ({
      events: pgPartitionBy(
        pg.pgTable("events", { id: pg.integer("event_id"), at: pg.date(), kind: pg.text() }),
        (t) => ({
          range: [
            t.id,
            { column: t.kind, collation: '"C"', operatorClass: "text_pattern_ops" },
            "at",
            { expression: sql`lower(${t.kind})` },
          ],
        }),
      ),
      plain: pgPartitionBy(pg.pgTable("plain", { id: pg.integer() }), { hash: ["id"] }),
    }));
    expect(schema.tables.map(({ partitionBy }) => partitionBy)).toEqual([
      {
        strategy: "range",
        elements: [
          { kind: "column", column: "event_id" },
          { kind: "column", column: "kind", collation: '"C"', operatorClass: "text_pattern_ops" },
          { kind: "column", column: "at" },
          { kind: "expression", expression: { written: 'lower("kind")' } },
        ],
      },
      { strategy: "hash", elements: [{ kind: "column", column: "id" }] },
    ]);
  });

  it("say what the columns of a partition have otherwise, and nothing where they do not speak of it", () => {
    const { schema } = readHere(installed, ({ pg, orm: { sql } }) => {
      const t = pg.pgTable("t", { a: pg.integer(), b: pg.text(), c: pg.date() });
      const columns = {
        c: { default: sql`now()` },
        b: { default: null },
        a: { notNull: true as const, default: 7 },
      };
      return { t, p: pgPartition(t, "p", { in: [1], columns }), q: pgPartition(t, "q", { default: true }) };
    });
    expect(schema.tables.map(({ name, partitionColumns }) => [name, partitionColumns])).toEqual([
      [
        "p",
        [
          { name: "a", nullable: false, default: { kind: "literal", value: 7 } },
          { name: "b", default: null },
          { name: "c", default: { kind: "expression", written: "now()" } },
        ],
      ],
      ["q", undefined],
      ["t", undefined],
    ]);
  });

  it("have the partitions that are declared, on all levels, in the schema of their table", () => {
    const { schema, followed } = readHere(installed, ({ pg, orm: { sql } }) => {
      const events = pgPartitionBy(pg.pgSchema("log").table("events", { at: pg.date(), kind: pg.text() }), {
        range: ["at"],
      });
      const year = pgPartition(events, "year", {
        from: new Date("2026-01-01"),
        to: [sql`maxvalue`],
        partitionBy: { list: ["kind"] },
        comment: "one year",
      });
      return {
        year,
        odd: pgPartition(year, "odd", { in: ["it's", null, 7], schema: "public" }),
        half: pgPartition(year, "half", { modulus: 2, remainder: 1 }),
        rest: pgPartition(events, "rest", { default: true }),
      };
    });
    const parts = schema.tables.filter(({ partitionOf }) => partitionOf !== undefined);
    const log = (name: string) => ({ schema: "log", name });
    expect(parts.map(({ schema: of, name, partitionOf }) => [of, name, partitionOf])).toEqual([
      ["log", "half", { table: log("year"), bound: { kind: "hash", modulus: 2, remainder: 1 } }],
      ["log", "rest", { table: log("events"), bound: { kind: "default" } }],
      [
        "log",
        "year",
        {
          table: log("events"),
          bound: {
            kind: "range",
            from: [{ written: "'2026-01-01T00:00:00.000Z'" }],
            to: [{ written: "maxvalue" }],
          },
        },
      ],
      [
        undefined,
        "odd",
        {
          table: log("year"),
          bound: { kind: "list", values: [{ written: "'it''s'" }, { written: "NULL" }, { written: "7" }] },
        },
      ],
    ]);
    expect(parts[2]).toMatchObject({ comment: "one year", columns: [], partitionBy: { strategy: "list" } });
    // A partition leads to its table, so that a missing export does not look like a drop.
    expect(followed).toEqual([log("events")]);
  });

  it("may be declared nowhere: then nothing is said of any", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: pg.pgTable("t", { id: pg.integer() }),
    }));
    expect(schema.unsaid).toContain("partitions");
    expect([...manages]).not.toContain("partitions");
  });
});
