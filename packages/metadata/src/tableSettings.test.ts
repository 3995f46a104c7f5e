import { describe, expect, it } from "@jest/globals";
import * as say from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("settings of tables with %s", (installed) => {
  it("stand around a table, and around its keys", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: say.unlogged(
        say.storageParameters(
          pg.pgTable(
            "t",
            { a: say.storageParameters(pg.integer().primaryKey(), { fillfactor: 80 }), b: pg.text() },
            (t) => [
              say.storageParameters(say.deferrable(pg.unique("u").on(t.b)), { deduplicate_items: false }),
            ],
          ),
          { fillfactor: 70, "toast.autovacuum_enabled": "off" },
        ),
      ),
      bare: pg.pgTable("bare", { a: pg.integer() }),
    }));
    expect(schema.tables).toMatchObject([
      { name: "bare" },
      {
        name: "t",
        unlogged: true,
        with: { fillfactor: "70", "toast.autovacuum_enabled": "off" },
        primaryKey: { with: { fillfactor: "80" } },
        uniques: [{ with: { deduplicate_items: "false" }, deferrable: "immediate" }],
      },
    ]);
    expect(schema.tables[0]).not.toHaveProperty("unlogged");
    expect(manages).toEqual(new Set(["storageParameters", "unlogged", "constraintOptions"]));
  });
});
