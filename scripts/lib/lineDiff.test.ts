import { describe, expect, it } from "@jest/globals";

import { lineDiff } from "./lineDiff.ts";

const diff = (before: string, after: string): string =>
  lineDiff(before.replaceAll(" ", "\n"), after.replaceAll(" ", "\n")).join(" ");

describe("the difference of two texts", () => {
  it("is nothing where they are equal", () => expect(lineDiff("a\nb", "a\nb")).toEqual([]));

  it.each([
    ["a b c", "a c", "  a - b   c"],
    ["a c", "a b c", "  a + b   c"],
    ["a b c", "a x c", "  a - b + x   c"],
    ["a b c d", "c d a b", "- a - b   c   d + a + b"],
  ])("%s → %s keeps as much as it can", (before, after, expected) => {
    expect(diff(before, after)).toBe(expected);
  });

  it("keeps empty lines", () => expect(lineDiff("a\n\nb", "\nb")).toEqual(["- a", "  ", "  b"]));
});
