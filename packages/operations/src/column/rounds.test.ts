import { describe, expect, it } from "@jest/globals";

import { roundedAway } from "./rounds.ts";

const rounded = (from: string, to: string): string | undefined =>
  roundedAway({ canonical: from }, { canonical: to });

describe("roundedAway", () => {
  it.each([
    ["timestamp with time zone", "date", "their time of day"],
    ["timestamp(3) without time zone", "time without time zone", "their date"],
    ["numeric(10,2)", "integer", "their fractions"],
    ["double precision[]", "bigint[]", "their fractions"],
    ["numeric(14,4)", "numeric(10,2)", "digits behind the point"],
    ["double precision", "numeric(10,2)", "digits behind the point"],
    ["numeric", "numeric(5)", "digits behind the point"],
    ["bigint", "double precision", "digits"],
    ["inet", "cidr", "the bits of the host"],
    ["timestamp with time zone", "timestamp(3) with time zone", "fractions of a second"],
    ["interval", "interval day", "what is less than one day"],
    ["interval day to second(3)", "interval year to month", "what is less than one month"],
    ["interval", "interval second(3)", "fractions of a second"],
  ])("%s loses in %s %s", (from, to, what) => {
    expect(rounded(from, to)).toBe(what);
  });

  it.each([
    ["numeric(10,2)", "numeric(12,2)"],
    ["integer", "double precision"],
    ["integer", "numeric(5,2)"],
    ["date", "timestamp with time zone"],
    ["timestamp(3) without time zone", "timestamp with time zone"],
    ["text", "integer"],
    ["bigint", "integer"],
    ["interval day", "interval"],
    ["interval hour", "interval day to second"],
  ])("%s loses nothing in %s without an error", (from, to) => {
    expect(rounded(from, to)).toBeUndefined();
  });
});
