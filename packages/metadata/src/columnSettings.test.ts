import { describe, expect, it } from "@jest/globals";
import * as say from "./pg.ts";
import { INSTALLED, type Modules, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("settings of columns with %s", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => {
    const { schema, manages } = readHere(installed, write);
    return { columns: schema.tables[0]?.columns, manages };
  };

  it("stand around the builder of a column, several of them too", () => {
    const { columns, manages } = read(({ pg }) => ({
      t: pg.pgTable("t", {
        a: say.storage(say.compression(pg.text(), "lz4"), "main").notNull(),
        b: say.statistics(say.columnOptions(pg.integer(), { n_distinct: -0.5 }), 0),
        c: pg.text(),
      }),
    }));
    expect(columns).toEqual([
      expect.objectContaining({ name: "a", storage: "main", compression: "lz4", nullable: false }),
      expect.objectContaining({ name: "b", statistics: 0, options: { n_distinct: "-0.5" } }),
      { name: "c", type: { written: "text", canonical: "text" }, nullable: true },
    ]);
    expect(manages).toEqual(new Set(["columnStorage", "statistics"]));
  });

  it("stand around a column of a finished table, and make the models the whole truth about their own kind only", () => {
    const { columns, manages } = read(({ pg }) => {
      const t = pg.pgTable("t", { a: pg.text() });
      say.storage(t.a, "external");
      return { t };
    });
    expect(columns).toMatchObject([{ storage: "external" }]);
    expect(manages).toEqual(new Set(["columnStorage"]));
  });
});
