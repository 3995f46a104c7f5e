import { describe, expect, it } from "@jest/globals";

import { checkNewRevisionId, isName, nextSequentialId, randomRevisionId } from "./id.ts";

describe("randomRevisionId", () => {
  it("is 12 hex digits", () => {
    expect(randomRevisionId(new Set())).toMatch(/^[0-9a-f]{12}$/);
  });

  it("draws again until the id is free", () => {
    let asked = 0;
    const taken = { has: () => (asked += 1) < 3 };
    expect(isName(randomRevisionId(taken))).toBe(true);
    expect(asked).toBe(3);
  });
});

describe("nextSequentialId", () => {
  it.each([
    [[], "0001"],
    [["0001", "0002"], "0003"],
    [["0009", "0010", "abc", "9b"], "0011"],
    [["9999"], "10000"],
    [["20261121120000000001"], "20261121120000000002"],
  ])("after %j comes %s", (ids, next) => {
    expect(nextSequentialId(ids)).toBe(next);
  });
});

describe("checkNewRevisionId", () => {
  const taken = new Set(["a1"]);

  it.each(["b2", "x".repeat(64), "é".repeat(64), "𝔘".repeat(64), "v1.2_3"])("lets %s pass", (id) => {
    expect(() => checkNewRevisionId(id, taken)).not.toThrow();
  });

  it.each([
    ["a-b", "revision-id-refused"],
    ["head", "revision-id-refused"],
    ["x".repeat(65), "revision-id-too-long"],
    ["a1", "revision-id-taken"],
  ])("refuses %s: %s", (id, code) => {
    expect(() => checkNewRevisionId(id, taken)).toThrow(expect.objectContaining({ code, exit: 2 }));
  });

  it("knows a narrower column", () => {
    expect(() => checkNewRevisionId("abcde", taken, 4)).toThrow(
      expect.objectContaining({ facts: { revision: "abcde", length: 5, maxLength: 4 } }),
    );
  });
});
