import { describe, expect, it } from "@jest/globals";
import { type Table } from "@limbeck/model";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("a table with %s", (installed) => {
  const tableOf = (write: (modules: Modules) => unknown): Table => {
    const [table] = readHere(installed, (modules) => ({ table: write(modules) })).schema.tables;
    if (table === undefined) throw new Error("no table");
    return table;
  };
  const inV1 = installed === "drizzle-orm-v1";

  describe("primary key", () => {
    it("is NOT NULL in all of its columns, also where only primaryKey() says so", () => {
      const { columns, primaryKey } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer(), b: pg.text(), c: pg.text() }, (t) => [
          pg.primaryKey({ columns: [t.b, t.a] }),
        ]),
      );
      expect(columns.map(({ nullable }) => nullable)).toEqual([false, false, true]);
      expect(primaryKey).toEqual({
        name: inV1 ? "t_pkey" : "t_b_a_pk",
        derivedName: true,
        columns: ["b", "a"],
      });
    });

    it("may be said twice", () => {
      const { primaryKey } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer().primaryKey() }, (t) => [
          pg.primaryKey({ name: "k", columns: [t.a] }),
        ]),
      );
      expect(primaryKey).toEqual({ name: "k", columns: ["a"] });
    });

    it("takes in a unique constraint on its own columns, and a name with it", () => {
      const table = (name?: string): Table =>
        tableOf(({ pg }) => pg.pgTable("t", { a: pg.integer().primaryKey().unique(name) }));
      expect(table("only").primaryKey).toEqual({ name: "only", columns: ["a"] });
      expect(table().primaryKey).toEqual({
        name: inV1 ? "t_pkey" : "t_a_unique",
        derivedName: true,
        columns: ["a"],
      });
      expect(table().uniques).toEqual([]);
    });

    it("does not take in one with NULLS NOT DISTINCT, or in another order", () => {
      const { uniques } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer(), b: pg.integer() }, (t) => [
          pg.primaryKey({ columns: [t.a, t.b] }),
          pg.unique("u").on(t.a, t.b).nullsNotDistinct(),
          pg.unique("v").on(t.b, t.a),
        ]),
      );
      expect(uniques.map(({ name }) => name)).toEqual(["u", "v"]);
    });
  });

  describe("unique constraint", () => {
    it("is one where it is said twice, under the name that somebody chose", () => {
      const { uniques } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer().unique() }, (t) => [
          pg.unique("chosen").on(t.a),
          pg.unique().on(t.a),
        ]),
      );
      expect(uniques).toEqual([{ name: "chosen", columns: ["a"] }]);
    });

    it("keeps a name that was chosen, also one that looks like Drizzle's own", () => {
      const { uniques } = tableOf(({ pg }) =>
        pg.pgTable("users", { a: pg.text().unique("people_a_unique"), b: pg.text() }, (t) => [
          pg.unique("people_b_unique").on(t.b),
          pg.unique().on(t.b, t.a),
        ]),
      );
      expect(uniques).toEqual([
        { name: "people_a_unique", columns: ["a"] },
        { name: "people_b_unique", columns: ["b"] },
        { name: "users_b_a_unique", derivedName: true, columns: ["b", "a"] },
      ]);
    });

    it("of a column that several tables share is named after its own table", () => {
      const { schema } = readHere(installed, ({ pg }) => {
        const shared = { slug: pg.text().unique() };
        return { a: pg.pgTable("a", shared), b: pg.pgTable("b", shared) };
      });
      const label = inV1 ? "key" : "unique";
      expect(schema.tables.flatMap(({ uniques }) => uniques)).toEqual([
        { name: `a_slug_${label}`, derivedName: true, columns: ["slug"] },
        { name: `b_slug_${label}`, derivedName: true, columns: ["slug"] },
      ]);
    });
  });

  describe("foreign key", () => {
    it("has the actions that say more than NO ACTION", () => {
      const { foreignKeys } = tableOf(({ pg }) => {
        const target = pg.pgTable("target", { id: pg.integer().primaryKey() });
        return pg.pgTable("source", {
          a: pg.integer().references(() => target.id, { onDelete: "cascade", onUpdate: "no action" }),
          b: pg.integer().references(() => target.id, { onUpdate: "set default" }),
        });
      });
      expect(foreignKeys.map(({ onDelete, onUpdate }) => [onDelete, onUpdate])).toEqual([
        ["cascade", undefined],
        [undefined, "set default"],
      ]);
      expect(foreignKeys[0]?.references).toEqual({ table: { name: "target" }, columns: ["id"] });
    });

    it("that is said behind the column and in the callback is one", () => {
      const { foreignKeys } = tableOf(({ pg }) => {
        const target = pg.pgTable("x", { id: pg.integer().primaryKey() });
        return pg.pgTable("s", { a: pg.integer().references(() => target.id) }, (t) => [
          pg.foreignKey({ columns: [t.a], foreignColumns: [target.id] }).onDelete("cascade"),
        ]);
      });
      expect(foreignKeys).toMatchObject([
        { name: inV1 ? "s_a_x_id_fkey" : "s_a_x_id_fk", onDelete: "cascade" },
      ]);
    });
  });

  describe("index", () => {
    it("has order, nulls and operator classes as PostgreSQL says them", () => {
      const { indexes } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer(), b: pg.text() }, (t) => [
          pg.index("i").on(t.a.asc(), t.b.op("text_pattern_ops")),
          pg.index("j").on(t.a.desc(), t.b.desc().nullsFirst()),
          pg.index("k").on(t.a.asc().nullsFirst(), t.b.nullsLast()),
        ]),
      );
      expect(indexes.map(({ elements }) => elements)).toEqual([
        [
          { kind: "column", column: "a" },
          { kind: "column", column: "b", operatorClass: "text_pattern_ops" },
        ],
        [
          { kind: "column", column: "a", order: "desc", nulls: "last" },
          { kind: "column", column: "b", order: "desc" },
        ],
        [
          { kind: "column", column: "a", nulls: "first" },
          { kind: "column", column: "b" },
        ],
      ]);
    });

    it("gets a number where a name that nobody chose is taken", () => {
      const long = "t".repeat(60);
      const { schema } = readHere(installed, ({ pg, orm: { sql } }) => ({
        t: pg.pgTable("t", { a: pg.integer() }, (t) => [
          pg.index().on(t.a),
          pg.index().using("hash", t.a),
          pg.index("t_a_index1").on(t.a),
          pg.index().on(sql`abs(${t.a})`),
        ]),
        // The names of both constraints are cut to the table's own, or to each other's.
        long: pg.pgTable(`${long}_a_unique`, {}, () => []),
        other: pg.pgTable(long, { a: pg.integer() }, (t) => [pg.unique().on(t.a)]),
      }));
      expect(schema.tables[0]?.indexes.map(({ name }) => name)).toEqual([
        "t_a_index",
        "t_a_index2",
        "t_a_index1",
        "t_expr_index",
      ]);
      expect(schema.tables[1]?.uniques.map(({ name }) => name)).toEqual([`${long}_a1`]);
    });

    it("has its storage parameters as texts, and nothing of how it is built", () => {
      const { indexes } = tableOf(({ pg }) =>
        pg.pgTable("t", { a: pg.integer() }, (t) => [
          pg
            .uniqueIndex()
            .using("btree", t.a)
            .with({ fillfactor: 70, deduplicate_items: false })
            .concurrently(),
          pg.index("g").using("gin", t.a),
        ]),
      );
      const elements = [{ kind: "column", column: "a" }];
      expect(indexes).toEqual([
        {
          name: "t_a_index",
          derivedName: true,
          unique: true,
          elements,
          with: { fillfactor: "70", deduplicate_items: "false" },
        },
        { name: "g", unique: false, method: "gin", elements },
      ]);
    });
  });
});
