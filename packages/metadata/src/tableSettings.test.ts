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

  it("say for what a table uses its indexes", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: say.clusterOn(say.replicaIdentity(pg.pgTable("t", { a: pg.integer() }), { index: "i" }), "j"),
    }));
    expect(schema.tables).toMatchObject([{ replicaIdentity: { index: "i" }, clusterOn: "j" }]);
    expect(manages).toEqual(new Set(["replicaIdentity", "clusterOn"]));
  });

  it("stand around a sequence", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => {
      const numbers = say.ownedBy(
        say.sequenceType(pg.pgSequence("numbers", { maxValue: 2147483647 }), "integer"),
        () => t.a,
      );
      const t = pg.pgSchema("s").table("t", { a: pg.integer("a_column") });
      return { numbers, t, bare: say.unlogged(pg.pgSequence("bare")) };
    });
    expect(schema.sequences).toEqual([
      { name: "bare", options: {}, unlogged: true },
      {
        name: "numbers",
        type: "integer",
        options: {},
        ownedBy: { table: { schema: "s", name: "t" }, column: "a_column" },
      },
    ]);
    expect(manages).toEqual(new Set(["sequenceOptions", "unlogged"]));
  });
});
