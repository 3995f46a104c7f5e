import { describe, expect, it } from "@jest/globals";
import { pgDomain } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("domains with %s", (installed) => {
  it("say all that a domain can be", () => {
    const { schema, manages } = readHere(installed, ({ pg, orm: { sql } }) => {
      const email = pgDomain("email", {
        type: "varchar(320)",
        schema: "people",
        collation: "C",
        default: sql`lower(${"X"})`,
        notNull: true,
        checks: {
          short: "length(VALUE) < 99",
          at: { expression: sql`VALUE ~ ${"@"}`, notValid: true, comment: "one" },
        },
        comment: "two",
      });
      const column = pg.customType<{ data: string }>({ dataType: () => `people.${email.name}` });
      return { email, members: pg.pgTable("members", { email: column() }) };
    });
    expect(manages).toEqual(new Set(["comments", "domains"]));
    expect(schema.namespaces).toEqual([{ name: "people" }]);
    expect(schema.domains).toEqual([
      {
        schema: "people",
        name: "email",
        type: { written: "varchar(320)", canonical: "character varying(320)" },
        collation: { name: "C" },
        default: { kind: "expression", written: "lower('X')" },
        notNull: true,
        checks: [
          { name: "at", expression: { written: "VALUE ~ '@'" }, notValid: true, comment: "one" },
          { name: "short", expression: { written: "length(VALUE) < 99" } },
        ],
        comment: "two",
      },
    ]);
    expect(schema.tables[0]?.columns[0]?.type).toEqual({ written: "people.email" });
  });

  it("say no more than they have to", () => {
    const { schema, manages } = readHere(installed, ({ orm: { sql } }) => ({
      size: pgDomain("size", { type: "citext", schema: "public", default: sql`NULL`, notNull: false }),
      count: pgDomain("count", { type: "int", default: 0, collation: { schema: "pg_catalog", name: "C" } }),
      own: pgDomain("own", { type: "citext", collation: { schema: "public", name: "C" } }),
    }));
    expect(manages).toEqual(new Set(["domains"]));
    expect(schema.domains).toEqual([
      {
        name: "count",
        type: { written: "int", canonical: "integer" },
        collation: { name: "C" },
        default: { kind: "literal", value: 0 },
        checks: [],
      },
      { name: "own", type: { written: "citext" }, collation: { schema: "public", name: "C" }, checks: [] },
      { name: "size", type: { written: "citext" }, checks: [] },
    ]);
  });

  it("have infinity and NaN as defaults in the server's words", () => {
    const { schema } = readHere(installed, () => ({ d: pgDomain("d", { type: "float8", default: NaN }) }));
    expect(schema.domains[0]?.default).toEqual({ kind: "literal", value: "NaN" });
  });

  it("clash where two of one name differ", () => {
    const two = (type: string) => () => ({ a: pgDomain("d", { type: "text" }), b: pgDomain("d", { type }) });
    expect(readHere(installed, two("text")).schema.domains).toHaveLength(1);
    expect(() => readHere(installed, two("integer"))).toThrow(/Two different domains are called d/);
  });
});

it("a domain is its options, and nothing enumerable besides", () => {
  expect({ ...pgDomain("d", { type: "text" }) }).toEqual({ name: "d", type: "text" });
});
