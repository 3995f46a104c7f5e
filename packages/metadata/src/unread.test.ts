import { describe, expect, it } from "@jest/globals";

import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("what %s can say and is not read", (installed) => {
  it("is told, once for each kind", () => {
    const { warnings } = readHere(installed, ({ pg }) => {
      const t = pg.pgTable("t", { id: pg.integer("id") });
      return {
        t,
        reader: pg.pgRole("reader"),
        writer: pg.pgRole("writer"),
      };
    });
    expect(warnings.map(({ code, facts }) => [code, facts])).toEqual([
      ["unread", { kind: "role", exports: ["reader", "writer"] }],
    ]);
  });

  it("is not told where there is none", () => {
    const { warnings } = readHere(installed, ({ pg }) => ({ t: pg.pgTable("t", { id: pg.integer("id") }) }));
    expect(warnings).toEqual([]);
  });
});
