import { describe, expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";
import { compare, COLUMNS, withTable } from "../testing/compare.ts";

onServers((db) => {
  it("policies and flags are read with all that they say", async () => {
    await db()
      .execute(`CREATE TABLE t (n int); ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY b ON t AS RESTRICTIVE FOR UPDATE TO pg_monitor, pg_database_owner USING (n > 1) WITH CHECK (true);
      CREATE POLICY a ON t TO pg_monitor, PUBLIC; COMMENT ON POLICY a ON t IS 'why'`);
    const { schema, unmodelled } = await introspect(db());
    expect(unmodelled).toEqual([]);
    expect(schema.tables[0]).toMatchObject({
      rowSecurity: true,
      forceRowSecurity: true,
      policies: [
        { name: "a", comment: "why" },
        {
          name: "b",
          restrictive: true,
          command: "update",
          roles: ["pg_database_owner", "pg_monitor"],
          using: { canonical: "n > 1" },
          withCheck: { canonical: "true" },
        },
      ],
    });
    expect(schema.tables[0]?.policies[0]).not.toHaveProperty("roles");
  });

  describe("the condition of a policy", () => {
    const OTHER = "CREATE TABLE member (n int, who text);";
    const comparing = (database: string, model: string) =>
      compare(
        db(),
        `${OTHER} CREATE TABLE t (${COLUMNS}); CREATE POLICY p ON t USING (${database})`,
        (schema) =>
          withTable(schema, ({ name, policies }) =>
            name === "t" ? { policies: policies.map((one) => ({ ...one, using: { written: model } })) } : {},
          ),
      );

    it.each<[string, string]>([
      ["n > 0", `("n">0)`],
      [
        "n IN (SELECT m.n FROM member m WHERE m.who = current_user)",
        `"t"."n" in (select m.n from member m where m.who = CURRENT_USER)`,
      ],
      [
        "EXISTS (SELECT 1 FROM member m WHERE m.n = t.n)",
        `exists(select 1 from public.member as m where "m"."n"="t"."n")`,
      ],
      ["label = current_setting('app.user')", `"label"=current_setting('app.user'::text)`],
      ["(SELECT current_user) = label", `(select current_user) = "t"."label"`],
    ])("%s is %s", async (database, model) => {
      expect(await comparing(database, model)).toMatchObject({ same: true, unverified: [] });
    });

    it.each<[string, string]>([
      ["n > 0", "n > 1"],
      ["n IN (SELECT m.n FROM member m)", "n IN (SELECT m.n FROM member m WHERE m.n > 0)"],
      [
        "EXISTS (SELECT 1 FROM member WHERE member.n = t.n)",
        "EXISTS (SELECT 1 FROM member WHERE member.n = n)",
      ],
      ["n > 0", "n IN (SELECT missing FROM member)"],
    ])("%s is not %s", async (database, model) => {
      expect(await comparing(database, model)).toMatchObject({ same: false, unverified: [] });
    });
  });
});
