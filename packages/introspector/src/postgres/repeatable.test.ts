import { describe, expect, it } from "@jest/globals";

import { repeatable } from "./repeatable.ts";

describe("what the server printed", () => {
  it.each([
    [
      "(code)::text = ANY ((ARRAY['a'::character varying, 'b)::text[]'::character varying])::text[])",
      "(code)::text = ANY (ARRAY['a'::character varying, 'b)::text[]'::character varying])",
    ],
    [
      "(a <> ALL ((ARRAY['x'::name])::text[])) AND (b = ANY ((ARRAY['y'::name])::text[]))",
      "(a <> ALL (ARRAY['x'::name])) AND (b = ANY (ARRAY['y'::name]))",
    ],
    ["((n >= 1) AND (n <= 9)) AND b", "((n >= 1) AND (n <= 9))::boolean AND b"],
    [
      " SELECT 1 FROM t WHERE (((n < 1) OR (n > 9)) OR ((a AND b) AND d))",
      " SELECT 1 FROM t WHERE (((n < 1) OR (n > 9))::boolean OR ((a AND b)::boolean AND d))",
    ],
    [
      "(((n >= 1) AND (n <= 9)) AND ((m >= 1) AND (m <= 9))) AND b",
      "(((n >= 1) AND (n <= 9))::boolean AND ((m >= 1) AND (m <= 9)))::boolean AND b",
    ],
  ])("%s is printed again from %s", (printed, said) => {
    expect(repeatable(printed)).toBe(said);
  });

  it.each([
    "(a = ANY (ARRAY['x'::text, ('y'::character varying)::text]))",
    "(array_length((ARRAY['x'::character varying])::text[], 1) = 1)",
    "(a = ANY ((ARRAY['x'::character varying])::text[][]))",
    "(a = ANY ((b)::text[]))",
    "(a = ')::text[]'::text)",
    "((a = 1) AND ((b = 2) AND (c = 3)))",
    "(((a = 1) OR (b = 2)) AND (c = 3))",
    "((f((a AND b)) = 1) AND (c = 3))",
    "((')) AND '::text = a) AND (c = 3))",
  ])("%s is printed again as it stands", (sql) => {
    expect(repeatable(sql)).toBe(sql);
  });
});
