import { describe, expect, it } from "@jest/globals";

import { alwaysFits } from "./fits.ts";

const fits = (from: string, to: string): boolean => alwaysFits({ canonical: from }, { canonical: to });

describe("alwaysFits", () => {
  it.each([
    ["character varying(100)", "character varying(200)"],
    ["character varying(100)", "text"],
    ["character(3)", "character varying(3)"],
    ["mood", "text"],
    ["integer", "bigint"],
    ["smallint", "numeric"],
    ["integer[]", "bigint[]"],
    ["numeric(10,2)", "numeric(12,3)"],
    ["numeric(10,2)", "numeric"],
    ["timestamp(3) without time zone", "timestamp with time zone"],
    ["interval", "interval day to hour"],
  ])("%s fits into %s", (from, to) => {
    expect(fits(from, to)).toBe(true);
  });

  it.each([
    ["character varying(200)", "character varying(100)"],
    ["text", "character varying(100)"],
    ["character varying", "character varying(100)"],
    ["bigint", "integer"],
    ["integer", "numeric(5,2)"],
    ["numeric(10,2)", "numeric(11,4)"],
    ["numeric", "numeric(5,2)"],
    ["text", "integer"],
    ["integer", "integer[]"],
    ["mood", "character varying(3)"],
  ])("%s may not fit into %s", (from, to) => {
    expect(fits(from, to)).toBe(false);
  });
});
