import { describe, expect, it } from "@jest/globals";

import { parseRange, parseSymbol } from "./symbol.ts";

describe("parseSymbol", () => {
  it.each([
    ["", { kind: "named", name: { kind: "base" } }],
    ["head", { kind: "named", name: { kind: "head" } }],
    ["1a2b", { kind: "named", name: { kind: "revision", id: "1a2b" } }],
    ["left@heads", { kind: "named", name: { kind: "heads" }, branch: "left" }],
    ["+2", { kind: "relative", steps: 2 }],
    ["left@-1", { kind: "relative", steps: -1, branch: "left" }],
    ["base+2", { kind: "relative", steps: 2, from: { kind: "base" } }],
    ["left@1a2b-3", { kind: "relative", steps: -3, from: { kind: "revision", id: "1a2b" }, branch: "left" }],
  ])("takes %j apart", (text, parts) => {
    expect(parseSymbol(text)).toEqual({ text, ...parts });
  });
});

describe("parseRange", () => {
  it.each([
    ["a:b", { lower: "a", upper: "b" }],
    [":b", { upper: "b" }],
    ["a:", { lower: "a" }],
    [":", {}],
    ["left@base:left@head-1", { lower: "left@base", upper: "left@head-1" }],
    ["-3:current", { lower: "-3", upper: "current" }],
    ["a", undefined],
  ])("takes %j apart", (text, ends) => {
    expect(parseRange(text)).toEqual(ends);
  });

  it("refuses a third end", () => {
    expect(() => parseRange("a:b:c")).toThrow(
      expect.objectContaining({ code: "revision-symbol-invalid", exit: 2 }),
    );
  });
});
