import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";

import { forceRowSecurity } from "./declarations/forceRowSecurity.ts";
import { comment } from "./declarations/comment.ts";
import { INSTALLED, type Modules, readHere, requireOf } from "./testing/models.ts";

describe.each(INSTALLED)("policies with %s", (installed) => {
  const read = (write: (modules: Modules) => Readonly<Record<string, unknown>>) => readHere(installed, write);

  it("are read with all that they can say", () => {
    const { schema, manages } = read(({ pg, orm: { sql } }) => ({
      t: pg.pgTable("t", { id: pg.integer("id"), owner: pg.text("owner") }, (t) => [
        pg.pgPolicy("plain"),
        comment(
          pg.pgPolicy("full", {
            as: "restrictive",
            for: "update",
            to: ["zoe", pg.pgRole("adam").existing(), "current_user"],
            using: sql`${t.id} > ${1}`,
            withCheck: sql`${t.owner} = current_user`,
          }),
          "why",
        ),
        pg.pgPolicy("everybody", { as: "permissive", for: "all", to: ["zoe", "public"], using: sql`true` }),
        pg.pgPolicy("sub", { using: sql`EXISTS (SELECT 1 FROM u WHERE u.id = ${t.id})` }),
      ]),
    }));
    expect(schema.tables[0]).toMatchObject({
      rowSecurity: true,
      policies: [
        { name: "plain" },
        {
          name: "full",
          restrictive: true,
          command: "update",
          roles: ["adam", "current_user", "zoe"],
          using: { written: `"id" > 1` },
          withCheck: { written: `"owner" = current_user` },
          comment: "why",
        },
        { name: "everybody", using: { written: "true" } },
        // A bare name would be that of the other table.
        { name: "sub", using: { written: `EXISTS (SELECT 1 FROM u WHERE u.id = "t"."id")` } },
      ],
    });
    expect(manages).toEqual(new Set(["comments", "policies"]));
  });

  it("may be linked to their table, which need not be exported", () => {
    const { schema, followed } = read(({ pg, orm: { sql } }) => {
      const t = pg.pgTable("t", { id: pg.integer("id") });
      const policy = pg.pgPolicy("p", { using: sql`true` }).link(t);
      return { policy, again: [policy], loose: pg.pgPolicy("loose") };
    });
    expect(schema.tables).toMatchObject([{ name: "t", rowSecurity: true, policies: [{ name: "p" }] }]);
    expect(followed).toEqual([{ name: "t" }]);
  });

  it("are told of where they belong to no table", () => {
    const { warnings } = read(({ pg, orm: { sql } }) => {
      const inside = pg.pgPolicy("inside", { using: sql`true` });
      const t = pg.pgTable("t", { id: pg.integer("id") }, () => [inside]);
      return { t, inside, linked: pg.pgPolicy("linked").link(t), loose: pg.pgPolicy("loose") };
    });
    expect(warnings).toMatchObject([
      { code: "policy-without-table", facts: { policy: "loose" }, hint: expect.stringContaining(".link(") },
    ]);
  });

  it("are two of one name only by mistake", async () => {
    const two = () =>
      read(({ pg }) => ({
        t: pg.pgTable("t", { id: pg.integer("id") }, () => [pg.pgPolicy("p"), pg.pgPolicy("p")]),
      }));
    expect(await failure(two)).toMatchObject({ code: "name-clash", facts: { kind: "policy", name: "p" } });
  });

  it("come from crudPolicy of Neon", () => {
    const { schema } = read(({ pg, orm: { sql } }) => {
      const { crudPolicy, authenticatedRole, authUid } = requireOf(installed)("drizzle-orm/neon") as Neon;
      return {
        t: pg.pgTable("t", { owner: pg.text("owner") }, (t) => [
          crudPolicy({ role: authenticatedRole, read: sql`true`, modify: authUid(t.owner) }) as never,
        ]),
      };
    });
    expect(schema.tables[0]?.policies).toMatchObject([
      { name: "crud-authenticated-policy-select", command: "select", roles: ["authenticated"] },
      {
        name: "crud-authenticated-policy-insert",
        withCheck: { written: `(select auth.user_id() = "t"."owner")` },
      },
      { name: "crud-authenticated-policy-update", command: "update" },
      { name: "crud-authenticated-policy-delete", command: "delete" },
    ]);
  });
});

describe.each(INSTALLED)("row security with %s", (installed) => {
  it("is enabled without a policy, and forced where that is declared", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => ({
      a: pg.pgTable("a", { id: pg.integer("id") }),
      b: pg.pgTable("b", { id: pg.integer("id") }).enableRLS(),
      c: forceRowSecurity(pg.pgTable("c", { id: pg.integer("id") })),
    }));
    expect(schema.tables.map(({ rowSecurity, forceRowSecurity: forced }) => [rowSecurity, forced])).toEqual([
      [undefined, undefined],
      [true, undefined],
      [undefined, true],
    ]);
    expect(manages).toEqual(new Set(["policies", "forceRowSecurity"]));
  });

  it("is nothing that models speak of where they have none", () => {
    const { manages } = readHere(installed, ({ pg }) => ({ a: pg.pgTable("a", { id: pg.integer("id") }) }));
    expect(manages).toEqual(new Set());
  });
});

it("is enabled by pgTable.withRLS of 1.0", () => {
  const { schema } = readHere("drizzle-orm-v1", ({ pg }) => {
    const { withRLS } = pg.pgTable as unknown as { readonly withRLS: typeof pg.pgTable };
    return { a: withRLS("a", { id: pg.integer("id") }) };
  });
  expect(schema.tables[0]?.rowSecurity).toBe(true);
});

/** The little of drizzle-orm/neon that stands above. */
interface Neon {
  readonly crudPolicy: (options: object) => readonly unknown[];
  readonly authenticatedRole: object;
  readonly authUid: (column: unknown) => unknown;
}
