import { describe, expect, it } from "@jest/globals";
import { type Domain } from "@limbeck/model";
import { onServers } from "../../testing/connection.ts";
import { compare } from "../../testing/compare.ts";

onServers((db) => {
  const compareDomain = async (database: string, model: Partial<Domain>) =>
    compare(db(), `CREATE DOMAIN d AS ${database}`, (schema) => ({
      ...schema,
      domains: schema.domains.map((domain) => ({ ...domain, ...model })),
    }));
  const check = (written: string): Partial<Domain> => ({ checks: [{ name: "k", expression: { written } }] });

  describe("a domain", () => {
    it.each<[string, Partial<Domain>]>([
      ["text CONSTRAINT k CHECK (VALUE LIKE 'a%')", check("value like 'a%'")],
      ["text CONSTRAINT k CHECK (VALUE IN ('a', 'b'))", check("VALUE IN ('a','b')")],
      ["numeric(10,2) CONSTRAINT k CHECK (VALUE > 0 AND VALUE < 10)", check("(VALUE > 0) and VALUE < 10")],
      ["lvl CONSTRAINT k CHECK (VALUE <> 'a')", check("VALUE != 'a'")],
      ["ext.positive CONSTRAINT k CHECK (VALUE < 9)", check("VALUE < 9")],
      ["text DEFAULT 'a'", { default: { kind: "expression", written: "'a'" } }],
      ["numeric DEFAULT 1 + 1", { default: { kind: "expression", written: "(1+1)" } }],
      ["varchar(20)", { type: { written: "character varying(20)" } }],
      ["ext.positive", { type: { written: "positive" } }],
    ])("%s is what the models say", async (database, model) => {
      expect(await compareDomain(database, model)).toMatchObject({ same: true, unverified: [] });
    });

    it.each<[string, Partial<Domain>]>([
      ["text CONSTRAINT k CHECK (VALUE LIKE 'a%')", check("VALUE LIKE 'b%'")],
      ["integer CONSTRAINT k CHECK (VALUE > 0)", check("VALUE >= 0")],
      ["integer CONSTRAINT k CHECK (VALUE > 0)", check("missing(VALUE)")],
      ["text DEFAULT 'a'", { default: { kind: "literal", value: "b" } }],
      ["varchar(20)", { type: { written: "varchar(30)", canonical: "character varying(30)" } }],
    ])("%s is not what the models say", async (database, model) => {
      expect(await compareDomain(database, model)).toMatchObject({ same: false, unverified: [] });
    });
  });
});
