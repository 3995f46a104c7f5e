import { expect, it } from "@jest/globals";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

onServers((db) => {
  it("reads collations of the C library, and a collation of the default schema by its name alone", async () => {
    await db().execute(`CREATE SCHEMA app;
      CREATE COLLATION "By Bytes" (LOCALE = 'C');
      CREATE COLLATION app.mixed (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
      COMMENT ON COLLATION app.mixed IS 'both';
      CREATE TABLE t (a text COLLATE "By Bytes", b text COLLATE app.mixed, c text COLLATE "C")`);
    const { schema, unmodelled } = await introspect(db(), { schemas: ["public", "app"] });
    expect(unmodelled).toEqual([]);
    expect(schema.collations).toEqual([
      { name: "By Bytes", locale: "C" },
      { schema: "app", name: "mixed", lcCollate: "C", lcCtype: "POSIX", comment: "both" },
    ]);
    expect(schema.tables[0]?.columns.map(({ collation }) => collation)).toEqual([
      '"By Bytes"',
      '"app"."mixed"',
      '"C"',
    ]);
  });

  it("reads collations of ICU", async () => {
    await db().execute("CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de', DETERMINISTIC = false)");
    expect((await introspect(db())).schema.collations).toEqual([
      { name: "german", provider: "icu", locale: "de", deterministic: false },
    ]);
  });
});
