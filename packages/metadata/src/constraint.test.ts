import { describe, expect, it } from "@jest/globals";
import * as say from "./pg.ts";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("options of constraints and indexes with %s", (installed) => {
  const tableOf = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => {
    const { schema, manages } = readHere(installed, write);
    expect(manages).toEqual(new Set(["constraintOptions"]));
    return schema.tables.find(({ name }) => name === "t");
  };

  it("stand around what the callback of a table returns, several of them too", () => {
    const table = tableOf(({ pg, orm: { sql } }) => ({
      t: pg.pgTable("t", { a: pg.integer("a_column"), b: pg.integer(), c: pg.text() }, (t) => [
        say.include(say.deferrable(pg.primaryKey({ columns: [t.a] }), "deferred"), [t.b]),
        say.deferrable(say.include(pg.unique().on(t.c), [t.a])),
        say.onDeleteColumns(
          say.notValid(
            say.matchFull(
              say.deferrable(pg.foreignKey({ columns: [t.b], foreignColumns: [t.a] }).onDelete("set null")),
            ),
          ),
          [t.b],
        ),
        say.noInherit(say.notValid(pg.check("c_set", sql`${t.c} <> ''`))),
        say.nullsNotDistinct(say.include(pg.uniqueIndex("i").on(t.b), [t.c])),
      ]),
    }));
    expect(table).toMatchObject({
      primaryKey: { deferrable: "deferred", include: ["b"] },
      uniques: [{ deferrable: "immediate", include: ["a_column"] }],
      foreignKeys: [{ deferrable: "immediate", notValid: true, match: "full", onDeleteColumns: ["b"] }],
      checks: [{ noInherit: true, notValid: true }],
      indexes: [{ nullsNotDistinct: true, include: ["c"] }],
    });
    expect(JSON.stringify(table)).not.toContain("options");
  });

  it("stand around a column: of its foreign key, else its unique constraint, else its primary key", () => {
    const table = tableOf(({ pg }) => {
      const o = pg.pgTable("o", { id: pg.integer().primaryKey() });
      const t = pg.pgTable("t", {
        id: say.deferrable(pg.integer().primaryKey()),
        a: say
          .deferrable(
            pg.integer().references(() => o.id),
            "deferred",
          )
          .unique(),
        b: say.deferrable(pg.integer().unique(), "deferred"),
      });
      return { o, t };
    });
    expect(table?.primaryKey).toMatchObject({ deferrable: "immediate" });
    expect(table?.foreignKeys).toMatchObject([{ columns: ["a"], deferrable: "deferred" }]);
    expect(table?.uniques.map(({ columns, deferrable }) => [columns, deferrable])).toEqual([
      [["a"], undefined],
      [["b"], "deferred"],
    ]);
  });

  it("keep a unique constraint apart from the primary key over the same columns", () => {
    const table = tableOf(({ pg }) => ({
      t: pg.pgTable("t", { a: pg.integer().primaryKey() }, (t) => [say.deferrable(pg.unique("u").on(t.a))]),
    }));
    expect(table?.primaryKey).not.toHaveProperty("deferrable");
    expect(table?.uniques).toMatchObject([{ name: "u", deferrable: "immediate" }]);
  });

  it("leave NOT VALID to the server where a constraint is not enforced", () => {
    const table = tableOf(({ pg, orm: { sql } }) => {
      const o = pg.pgTable("o", { id: pg.integer().primaryKey() });
      const t = pg.pgTable("t", { a: say.notEnforced(pg.integer().references(() => o.id)) }, (t) => [
        say.notEnforced(say.notValid(pg.check("c", sql`${t.a} > 0`))),
      ]);
      return { o, t };
    });
    expect(table?.foreignKeys).toMatchObject([{ notEnforced: true }]);
    expect(table?.checks).toMatchObject([{ notEnforced: true }]);
    expect(table?.checks[0]).not.toHaveProperty("notValid");
  });

  it("around what cannot have them are told of, and left out", () => {
    const { schema, warnings } = readHere(installed, ({ pg, orm: { sql } }) => ({
      t: pg.pgTable("t", { a: pg.integer() }, (t) => [
        say.deferrable(say.include(pg.index("i").on(t.a), [t.a])),
        say.matchFull(pg.check("c", sql`${t.a} > 0`)),
        say.nullsNotDistinct(pg.unique("u").on(t.a)),
      ]),
    }));
    expect(warnings.map(({ code, facts }) => [code, facts["declaration"], facts["around"]])).toEqual([
      ["misplaced-declaration", "deferrable", "an index"],
      ["misplaced-declaration", "matchFull", "a check"],
      ["misplaced-declaration", "nullsNotDistinct", "a unique constraint"],
    ]);
    expect(schema.tables[0]?.indexes[0]).not.toHaveProperty("deferrable");
    expect(schema.tables[0]?.checks[0]).not.toHaveProperty("match");
  });

  it.each(["include", "onDeleteColumns"] as const)(
    "%s takes columns of its own table only",
    (declaration) => {
      const read = () =>
        readHere(installed, ({ pg }) => {
          const o = pg.pgTable("o", { id: pg.integer().primaryKey() });
          const t = pg.pgTable("t", { a: pg.integer() }, (t) => [
            declaration === "include"
              ? say.include(pg.index("i").on(t.a), [o.id])
              : say.onDeleteColumns(pg.foreignKey({ columns: [t.a], foreignColumns: [o.id] }), [o.id]),
          ]);
          return { o, t };
        });
      expect(read).toThrow(
        expect.objectContaining({
          code: "column-of-another-table",
          facts: { table: "t", declaration, column: "id" },
        }),
      );
    },
  );
});
