import { describe, expect, it } from "@jest/globals";

import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("what %s can say and is not read", (installed) => {
  it("is told, once for each kind", () => {
    const { warnings } = readHere(installed, ({ pg, orm }) => {
      const t = pg.pgTable("t", { id: pg.integer("id") });
      return {
        t,
        one: pg.pgView("one").as((q) => q.select().from(t)),
        two: pg.pgView("two", { id: pg.integer("id") }).as(orm.sql`SELECT 1`),
        reader: pg.pgRole("reader"),
      };
    });
    expect(warnings.map(({ code, facts }) => [code, facts])).toEqual([
      ["unread", { kind: "view", exports: ["one", "two"] }],
      ["unread", { kind: "role", exports: ["reader"] }],
    ]);
  });

  it("is not told where there is none", () => {
    const { warnings } = readHere(installed, ({ pg }) => ({ t: pg.pgTable("t", { id: pg.integer("id") }) }));
    expect(warnings).toEqual([]);
  });
});
