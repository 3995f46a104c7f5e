import { describe, expect, it } from "@jest/globals";

import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("roles of %s", (installed) => {
  it("say what they say; those of others are told apart", () => {
    const { schema, existingRoles, warnings } = readHere(installed, ({ pg }) => ({
      clerk: pg.pgRole("clerk", { createDb: false, inherit: true }),
      plain: pg.pgRole("plain"),
      admin: pg.pgRole("admin", { createRole: true }).existing(),
      both: [pg.pgRole("both"), pg.pgRole("both").existing()],
    }));
    expect(schema.roles).toEqual([{ name: "clerk", createDb: false, inherit: true }, { name: "plain" }]);
    expect(existingRoles).toEqual(new Set(["admin", "both"]));
    expect(warnings).toEqual([]);
  });

  it("are nobody's to make where only a policy names them", () => {
    const { schema } = readHere(installed, ({ pg, orm: { sql } }) => ({
      t: pg.pgTable("t", { id: pg.integer() }, () => [
        pg.pgPolicy("p", { to: pg.pgRole("unexported"), using: sql`true` }),
      ]),
    }));
    expect(schema.roles).toEqual([]);
    expect(schema.tables[0]?.policies[0]?.roles).toEqual(["unexported"]);
  });

  it("cannot say two things of one name", () => {
    const read = () =>
      readHere(installed, ({ pg }) => ({ a: pg.pgRole("r"), b: pg.pgRole("r", { createDb: true }) }));
    expect(read).toThrow(expect.objectContaining({ code: "name-clash" }));
  });
});
