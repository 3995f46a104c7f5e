import { describe, expect, it } from "@jest/globals";
import { pgCollation } from "./declarations/collation.ts";
import { comment } from "./declarations/comment.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("collations beside models of %s", (installed) => {
  it("are read, and named by columns as SQL names them", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => {
      const app = pg.pgSchema("app");
      const natural = pgCollation('nat"ural', {
        schema: app,
        provider: "icu",
        locale: "en-u-kn",
        deterministic: false,
        rules: "&V << w",
      });
      const type = pg.customType({ dataType: () => `text COLLATE ${natural.collationName}` });
      return {
        natural,
        plain: comment(pgCollation("plain", { provider: "libc", lcCollate: "C", lcCtype: "C" }), "bytes"),
        mixed: pgCollation("mixed", { schema: "public", locale: "C", lcCtype: "POSIX", deterministic: true }),
        titles: pg.pgTable("titles", { title: type("title") }),
      };
    });
    expect(manages).toContain("collations");
    expect(schema.collations).toEqual([
      {
        schema: "app",
        name: 'nat"ural',
        provider: "icu",
        locale: "en-u-kn",
        deterministic: false,
        rules: "&V << w",
      },
      { name: "mixed", lcCollate: "C", lcCtype: "POSIX" },
      { name: "plain", locale: "C", comment: "bytes" },
    ]);
    expect(schema.namespaces).toEqual([{ name: "app" }]);
    expect(schema.tables[0]?.columns[0]?.collation).toBe('"app"."nat""ural"');
  });
});
