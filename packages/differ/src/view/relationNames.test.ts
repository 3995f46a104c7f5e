import { describe, expect, it } from "@jest/globals";

import { relationNames } from "./relationNames.ts";

const names = (query: string): readonly string[] =>
  relationNames(query).map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`));

describe("what a query reads", () => {
  it("stands behind FROM and JOIN, not where columns stand", () => {
    expect(names("SELECT a, b FROM t WHERE c = d ORDER BY e")).toEqual(["t"]);
    expect(names('select "x"."A" from "My ""t" "x" inner join u on u.id = x.id')).toEqual([
      'My "t',
      "x",
      "u",
    ]);
  });

  it("may stand behind a comma, in brackets, and in another schema", () => {
    expect(names("SELECT 1 FROM (SELECT z FROM inner_one) q, s.two, three")).toEqual([
      "inner_one",
      "q",
      "s.two",
      "three",
    ]);
    expect(names("SELECT (SELECT max(n) FROM m) AS o, p FROM t")).toEqual(["m", "t"]);
  });

  it("stands in no comment and no text", () => {
    expect(names("SELECT 'FROM x' -- FROM y\n/* FROM z */ FROM t")).toEqual(["t"]);
  });
});
