import { describe, expect, it } from "@jest/globals";

import { pgComposite, pgRange } from "./pg.ts";
import { INSTALLED, readHere } from "./testing/models.ts";

describe.each(INSTALLED)("composite types with %s", (installed) => {
  it("say all that a composite type can be, in the order of their attributes", () => {
    const { schema, manages } = readHere(installed, ({ pg }) => {
      const kind = pg.pgSchema("people").enum("kind", ["home"]);
      const address = pgComposite(
        "address",
        {
          zip: { type: 'varchar(10) COLLATE "C"', comment: "digits" },
          area: { type: "text", collation: "german" },
          kind: { type: kind },
          before: "address_before[]",
        },
        { schema: "people", comment: "one" },
      );
      return { kind, address };
    });
    expect(manages).toEqual(new Set(["comments", "compositeTypes"]));
    expect(schema.namespaces).toEqual([{ name: "people" }]);
    expect(schema.composites).toEqual([
      {
        schema: "people",
        name: "address",
        attributes: [
          {
            name: "zip",
            type: { written: "varchar(10)", canonical: "character varying(10)" },
            collation: '"C"',
            comment: "digits",
          },
          { name: "area", type: { written: "text", canonical: "text" }, collation: '"german"' },
          { name: "kind", type: { written: "people.kind" } },
          { name: "before", type: { written: "address_before[]" } },
        ],
        comment: "one",
      },
    ]);
  });

  it("take an enum as it stands, and clash where two of one name differ", () => {
    const one = readHere(installed, ({ pg }) => {
      const kind = pg.pgEnum("kind", ["home"]);
      return { kind, address: pgComposite("address", { kind }) };
    });
    expect(one.manages).toEqual(new Set(["compositeTypes"]));
    expect(one.schema.composites[0]?.attributes).toEqual([{ name: "kind", type: { written: "kind" } }]);
    const two = () => ({ a: pgComposite("c", { a: "text" }), b: pgComposite("c", { a: "int" }) });
    expect(() => readHere(installed, two)).toThrow(/Two different composite types are called c/);
  });
});

it("a declaration shows its name alone", () => {
  expect({ ...pgComposite("c", { a: "text" }) }).toEqual({ compositeName: "c" });
  expect({ ...pgRange("r", { subtype: "text" }) }).toEqual({ rangeName: "r" });
});
