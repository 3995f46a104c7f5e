import { describe, expect, it } from "@jest/globals";
import { normaliseDefault } from "./default.ts";
import { normalise, type Place } from "./normalise.ts";

const place: Place = {
  table: { schema: "public", name: "users" },
  types: new Map([
    ["n", "integer"],
    ["status", "lvl"],
    ["name", "text"],
    ["Odd name", "text"],
    ["at", "timestamp with time zone"],
    ["short", "character varying(20)"],
  ]),
};

const same = (a: string, b: string) => normalise(a, place) === normalise(b, place);

describe("trivial normalisation", () => {
  it.each([
    ["n>0", "(n > 0)"],
    [`"users"."n" > 0`, "n > 0"],
    ["public.users.n > 0 AND Users.N<5", "n > 0 and n < 5"],
    ["n != 1 -- why", "n <> 1"],
    ["n /* a */ > (1)", "n > 1"],
    ["n::int4 > 0", "n::integer > 0"],
    ["name::varchar(3) = E'a'", "name::character varying(3) = 'a'"],
    ["at::timestamptz(3) > now()", "at::timestamp(3) with time zone > now()"],
    ["n::int[] = '{}'", "n::integer[] = '{}'"],
    ["status = 'a'", "status = 'a'::lvl"],
    [`status <> 'a' and "name" = 'b'`, "status <> 'a'::lvl AND name = 'b'::text"],
    [`"Ä${"a".repeat(70)}" = n`, `"Ä${"a".repeat(61)}" = n`],
    [`"Odd name" = 'b'`, `"Odd name" = 'b'::text`],
  ])("%s is %s", (a, b) => {
    expect(normalise(a, place)).toBe(normalise(b, place));
  });

  it.each([
    ["n > 0", "n > 1"],
    ["n > 0", "n >= 0"],
    [`"user" = 'a'`, "user = 'a'"],
    [`"Name" = 'a'`, "name = 'a'"],
    ["name = 'A'", "name = 'a'"],
    ["name = 'a b'", "name = 'a  b'"],
    ["name = 'a'", "name = 'a'::citext"],
    ["at = '2020-01-01'", "at = '2020-01-01'::date"],
    ["n + n = '1'", "n + n = '1'::text"],
    ["(n > 0) = (n > 1)", "n > 0 = n > 1"],
    ["users.n(1) > 0", "n(1) > 0"],
    ["other.n > 0", "n > 0"],
    ["n in (1)", "n in 1"],
    ["f((n))", "f(n, n)"],
    ["name = E'a\\n'", "name = 'a\\n'"],
    ["(select users.n from users) > 0", "(select n from users) > 0"],
  ])("%s is not %s", (a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it.each([
    ["'new'", "'new'::character varying", "character varying(20)"],
    ["'x'", "'x'::bpchar", "character(3)"],
    ["'a'", "'a'::lvl", "lvl"],
    [`'a'`, `'a'::auth."Level"`, `auth."Level"`],
    ["'{}'::text[]", "'{}'::text[]", "text[]"],
    ["'{}'", "'{}'::jsonb", "jsonb"],
    ["-1", "'-1'::integer", "bigint"],
    ["-1.5", "'-1.5'::numeric", "numeric(10,2)"],
    ["TRUE", "true", "boolean"],
    ["( now() )", "now()", "timestamp with time zone"],
    ["'1 day'", "'1 day'::interval", "interval day to second(3)"],
  ])("as a default, %s is %s of %s", (a, b, type) => {
    expect(normaliseDefault(a, type)).toBe(normaliseDefault(b, type));
  });

  it.each([
    ["'new'", "'new'::text", "character varying(20)"],
    ["'1'", "1", "integer"],
    ["now()", "CURRENT_TIMESTAMP", "timestamp with time zone"],
    ["'a'||'b'", "'a'||'b'::text", "text"],
  ])("as a default, %s is not %s of %s", (a, b, type) => {
    expect(normaliseDefault(a, type)).not.toBe(normaliseDefault(b, type));
  });
});
