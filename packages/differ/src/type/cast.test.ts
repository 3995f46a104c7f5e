import { describe, expect, it } from "@jest/globals";

import { usingCast } from "./cast.ts";

const cast = (from: string, to: string): string | undefined =>
  usingCast("c", { canonical: from }, { canonical: to })?.written;

describe("how old values become new ones", () => {
  it("needs no words where PostgreSQL has an assignment cast", () => {
    expect(cast("integer", "bigint")).toBeUndefined();
    expect(cast("integer[]", "bigint[]")).toBeUndefined();
    expect(cast("timestamp with time zone", "text")).toBeUndefined();
    expect(cast("character varying(20)", "character varying(10)")).toBeUndefined();
    expect(cast("interval", "interval day to second(3)")).toBeUndefined();
  });

  it("goes through text where it has none", () => {
    expect(cast("text", "integer")).toBe('"c"::integer');
    expect(cast("time with time zone", "interval")).toBe('"c"::text::interval');
    expect(cast("uuid[]", "integer[]")).toBe('"c"::text[]::integer[]');
  });

  it("asks for the cast that PostgreSQL has where the text of the one is none of the other", () => {
    expect(cast("boolean", "integer")).toBe('"c"::integer');
    expect(cast("boolean[]", "numeric(5,2)[]")).toBe('"c"::integer[]::numeric[]');
    expect(cast("bigint", "boolean")).toBe('"c"::text::boolean');
    expect(cast("daterange", "datemultirange")).toBe('"c"::datemultirange');
    expect(cast("text[]", "jsonb")).toBe('to_jsonb("c")');
    expect(cast("jsonb", "uuid")).toBe(`("c" #>> '{}')::uuid`);
  });

  it("takes the one value out of an array", () => {
    expect(cast("integer[]", "integer")).toBe(
      `(CASE WHEN array_ndims("c") = 1 AND cardinality("c") = 1 THEN "c"[array_lower("c", 1)]::text ELSE "c"::text END)::integer`,
    );
  });

  it("makes an array of a value, and none of no value", () => {
    expect(cast("integer", "text[]")).toBe('CASE WHEN "c" IS NOT NULL THEN ARRAY["c"::text]::text[] END');
  });
});
