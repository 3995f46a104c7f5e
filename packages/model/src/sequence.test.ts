import { describe, expect, it } from "@jest/globals";

import { fillSequenceOptions, trimSequenceOptions } from "./sequence.ts";

describe("sequence options", () => {
  it.each([
    ["nothing said", {}, "integer", {}],
    [
      "everything said as the default",
      { increment: "1", min: "1", max: "2147483647", start: "1", cache: "1" },
      "integer",
      {},
    ],
    [
      "a bigint limit on an integer sequence",
      { max: "9223372036854775807" },
      "integer",
      { max: "9223372036854775807" },
    ],
    [
      "descending",
      { increment: "-1", min: "-2147483648", max: "-1", start: "-1" },
      "integer",
      { increment: "-1" },
    ],
    ["start follows the minimum", { min: "10", start: "10" }, "bigint", { min: "10" }],
    ["start says something of its own", { min: "10", start: "11" }, "bigint", { min: "10", start: "11" }],
  ] as const)("%s", (_, options, type, trimmed) => {
    expect(trimSequenceOptions(options, type)).toEqual(trimmed);
  });

  it("filling what was trimmed gives the whole again", () => {
    const whole = { increment: "-2", min: "-50", max: "0", start: "-4", cache: "5", cycle: true };
    expect(fillSequenceOptions(trimSequenceOptions(whole, "smallint"), "smallint")).toEqual(whole);
  });
});
