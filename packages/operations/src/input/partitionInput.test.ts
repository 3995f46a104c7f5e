import { describe, expect, it } from "@jest/globals";
import { spelling } from "@limbeck/model";

import { partitionBound, partitionBoundInput } from "./partitionInput.ts";
import { sql } from "./sqlInput.ts";

describe("a value of a partition's bound", () => {
  it.each([
    ["NULL", null],
    ["null", sql`null`],
    ["true", true],
    ["TRUE", sql`TRUE`],
    ["'it''s'", "it's"],
    ["7", 7],
    ["7.0", sql`7.0`],
    ["maxvalue", sql`maxvalue`],
  ])("%s is written so that the same text is run again", (written, input) => {
    const said = partitionBoundInput({ kind: "list", values: [{ written }] });
    expect(said).toEqual({ in: [input] });
    const bound = partitionBound(said);
    expect(bound.kind === "list" && bound.values.map(spelling)).toEqual([written]);
  });
});
