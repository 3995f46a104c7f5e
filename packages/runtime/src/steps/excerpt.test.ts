import { describe, expect, it } from "@jest/globals";
import { excerpt, textPlace } from "./excerpt.ts";

describe("the place that the server points at", () => {
  it("is counted in characters, not in UTF-16 units", () => {
    expect(textPlace("SELECT '😀', x", 13)).toEqual({ line: 1, column: 13 });
    expect(excerpt("SELECT '😀', x", 13)).toBe("SELECT '😀', x\n            ^");
  });

  it("has a line before it and a line after it, where there are", () => {
    const text = "one\r\ntwo\r\nthree\nfour";
    expect(excerpt(text, 1)).toBe("one\n^\ntwo");
    expect(excerpt(text, 8)).toBe("one\ntwo\n  ^\nthree");
    expect(excerpt(text, 17)).toBe("three\nfour\n^");
  });

  it("may be behind the end", () => {
    expect(excerpt("SELECT (", 9)).toBe("SELECT (\n        ^");
  });

  it("keeps tabs, so that the caret stands below its character", () => {
    expect(excerpt("\tx", 2)).toBe("\tx\n\t^");
  });

  it("is cut out of a long line", () => {
    const [line = "", caret = ""] = excerpt(`${"a".repeat(5000)}!${"b".repeat(5000)}`, 5001).split("\n");
    expect(line).toHaveLength(120);
    expect(line[caret.length - 1]).toBe("!");
  });
});
