import { describe, expect, it } from "@jest/globals";

import { canonicalType, shortType } from "./type.ts";

describe("canonicalType", () => {
  it.each([
    ["int4", "integer"],
    ["INT", "integer"],
    ["varchar", "character varying"],
    ["varchar ( 20 )", "character varying(20)"],
    ["char", "character(1)"],
    ["bpchar", "bpchar"],
    ["numeric(10)", "numeric(10,0)"],
    ["decimal(10, 2)", "numeric(10,2)"],
    ["float(24)", "real"],
    ["float(25)", "double precision"],
    ["float8", "double precision"],
    ["timestamp", "timestamp without time zone"],
    ["timestamp (3) with time zone", "timestamp(3) with time zone"],
    ["timestamptz(6)", "timestamp(6) with time zone"],
    ["time", "time without time zone"],
    ["int[][3]", "integer[]"],
    ["varchar(5)[]", "character varying(5)[]"],
    ["timestamptz[]", "timestamp with time zone[]"],
    ["pg_catalog.int4", "integer"],
    ['"char"', '"char"'],
  ])("%s is %s", (written, canonical) => {
    expect(canonicalType(written)).toBe(canonical);
  });

  it.each([
    "task_status",
    '"Weird Type"',
    "vector(3)",
    "text COLLATE nocase",
    "integer(3)",
    "geometry(point,4326)",
  ])("%s is not for us to say", (written) => {
    expect(canonicalType(written)).toBeUndefined();
  });

  it.each([
    "varchar(20)",
    "char(3)",
    "timestamp(3)",
    "timestamptz",
    "timetz(2)[]",
    "varbit(4)",
    "numeric(10, 2)",
  ])("%s survives being spelled out and shortened", (short) => {
    expect(shortType(canonicalType(short) ?? "")).toBe(short);
  });
});
