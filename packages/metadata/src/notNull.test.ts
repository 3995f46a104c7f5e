import { describe, expect, it } from "@jest/globals";
import * as say from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("NOT NULL constraints with %s", (installed) => {
  it("have names, and say where they do not hold", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      t: pg.pgTable("t", {
        a: say.notNullConstraint(pg.text(), { name: "é".repeat(40) }).notNull(),
        b: say.notNullConstraint(pg.text().notNull(), { notValid: true, noInherit: true }),
      }),
    }));
    expect(schema.tables[0]?.columns).toMatchObject([
      { name: "a", nullable: false, notNullName: "é".repeat(31) },
      { name: "b", nullable: false, notNullNotValid: true, notNullNoInherit: true },
    ]);
    expect(manages).toEqual(new Set(["constraintOptions"]));
    expect(schema.unsaid).toContain("notNullNames");
  });

  it("stand around columns that are NOT NULL", () => {
    const { schema, warnings } = readHere(installed, ({ pg }) => ({
      t: say.notNullConstraint(pg.pgTable("t", { a: say.notNullConstraint(pg.text(), { name: "x" }) }), {
        name: "y",
      }),
    }));
    expect(schema.tables[0]?.columns).toEqual([
      { name: "a", type: { written: "text", canonical: "text" }, nullable: true },
    ]);
    expect(warnings.map(({ code, facts }) => [code, facts["around"]])).toEqual([
      ["misplaced-declaration", "a table"],
      ["misplaced-declaration", "column a, which may be NULL"],
    ]);
  });
});
