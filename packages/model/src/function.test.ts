import { describe, expect, it } from "@jest/globals";

import { routineType } from "./function.ts";

describe("the type of an argument", () => {
  it.each([
    ["varchar(3)[]", "character varying[]"],
    ["timestamp(3) with time zone", "timestamp with time zone"],
    ["interval day to second", "interval"],
    ["Interval  second(3)[]", "interval[]"],
    ["interval(3)", "interval"],
    ["interval year", "interval"],
    ["interval_of_ours", undefined],
  ])("%s is %s to the server", (written, canonical) => {
    expect(routineType(written).canonical).toBe(canonical);
  });
});
