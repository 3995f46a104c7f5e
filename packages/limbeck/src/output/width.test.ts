import { describe, expect, it } from "@jest/globals";

import { cut } from "./width.ts";

describe("cut", () => {
  it.each([
    ["twelve signs", 12, "twelve signs"],
    ["twelve signs", 11, "twelve s..."],
    ["日本語日本語", 12, "日本語日本語"],
    ["日本語日本語", 11, "日本語日..."],
    ["日本語日本語", 10, "日本語..."],
    ["a\u0301".repeat(12), 12, "a\u0301".repeat(12)],
    ["a\u0301".repeat(12), 11, `${"a\u0301".repeat(8)}...`],
    ["👩‍👩‍👧 family", 8, "👩‍👩‍👧 fa..."],
    ["", 1, ""],
  ])("%j into %d columns", (line, columns, expected) => {
    expect(cut(line, columns)).toBe(expected);
  });

  it("leaves a line alone that goes nowhere in particular", () => {
    expect(cut("x".repeat(500), undefined)).toBe("x".repeat(500));
  });
});
