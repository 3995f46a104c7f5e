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
    ["(c)::inet = ANY ((ARRAY['10.0.0.0/8'::cidr])::inet[])", "(c)::inet = ANY (ARRAY['10.0.0.0/8'::cidr])"],
    ["(r)::oid <> ALL ((ARRAY['t'::regclass])::oid[])", "(r)::oid <> ALL (ARRAY['t'::regclass])"],
    ["((n >= 1) AND (n <= 9)) AND b", "((n >= 1) AND (n <= 9))::boolean AND b"],
    [
      " SELECT 1 FROM t WHERE (((n < 1) OR (n > 9)) OR ((a AND b) AND d))",
      " SELECT 1 FROM t WHERE (((n < 1) OR (n > 9))::boolean OR ((a AND b)::boolean AND d))",
    ],
    [
      "(((n >= 1) AND (n <= 9)) AND ((m >= 1) AND (m <= 9))) AND b",
      "(((n >= 1) AND (n <= 9))::boolean AND ((m >= 1) AND (m <= 9)))::boolean AND b",
    ],
    ["(EXISTS ( SELECT NULL::text\n FROM t))", "(EXISTS ( SELECT NULL\n FROM t))"],
    [
      "(b IN ( SELECT 'q'::text\nUNION\n SELECT '-1'::integer))",
      `(b IN ( SELECT 'q'\nUNION\n SELECT '-1'::integer AS "?column?"))`,
    ],
    [
      "( SELECT 'x'::text, count(*) AS count FROM t GROUP BY 'x'::text)",
      `( SELECT 'x'::text AS "?column?", count(*) AS count FROM t GROUP BY 'x'::text)`,
    ],
    [
      `(b = ( SELECT DISTINCT ON (t.b, t.c) ('x'::text COLLATE "C"), t.a, (t.a)::bigint FROM t))`,
      `(b = ( SELECT DISTINCT ON (t.b, t.c) ('x'::text COLLATE "C") AS "?column?", t.a, (t.a)::bigint AS "?column?" FROM t))`,
    ],
    [
      "BEGIN ATOMIC\n DELETE FROM t RETURNING 'x'::text;\nEND",
      "BEGIN ATOMIC\n DELETE FROM t RETURNING 'x';\nEND",
    ],
    [
      `SELECT column1 AS a\n FROM (VALUES (1)) "*VALUES*"`,
      `SELECT column1 AS a\n FROM ( VALUES (1)) "*VALUES*"`,
    ],
    ["CYCLE a SET c TO 'Y'::text DEFAULT 'N'::text USING p", "CYCLE a SET c TO 'Y' DEFAULT 'N' USING p"],
    [
      "CYCLE a, b SET c TO 'x'::character varying DEFAULT '1 day'::interval day USING p",
      "CYCLE a, b SET c TO character varying 'x' DEFAULT interval '1 day' day USING p",
    ],
  ])("%s is printed again from %s", (printed, said) => {
    expect(repeatable(printed)).toBe(said);
  });

  it.each([
    "(a = ANY (ARRAY['x'::text, ('y'::character varying)::text]))",
    "(array_length((ARRAY['x'::character varying])::text[], 1) = 1)",
    "(a = ANY ((ARRAY['x'::character varying])::text[][]))",
    "(a = ANY ((b)::text[]))",
    "(a = ANY ((ARRAY[1.5])::integer[]))",
    "(a = ')::text[]'::text)",
    "((a = 1) AND ((b = 2) AND (c = 3)))",
    "(((a = 1) OR (b = 2)) AND (c = 3))",
    "((f((a AND b)) = 1) AND (c = 3))",
    "((')) AND '::text = a) AND (c = 3))",
    "( SELECT 'x'::text AS k, (a)::bigint AS a FROM t WHERE (b = 'y'::text))",
    "( SELECT JSON_VALUE(j, '$' RETURNING text DEFAULT 'a'::text ON EMPTY) AS json_value FROM t)",
    "( SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY a) AS b, 'x'::text AS c)",
    "CYCLE a SET c TO 1 DEFAULT 0 USING p",
    `(cycle = 'CYCLE a'::text)`,
  ])("%s is printed again as it stands", (sql) => {
    expect(repeatable(sql)).toBe(sql);
  });
});
