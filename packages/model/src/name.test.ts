import { describe, expect, it } from "@jest/globals";

import { truncateName } from "./name.ts";

describe("truncateName", () => {
  it("leaves 63 bytes alone", () => {
    expect(truncateName("x".repeat(63))).toBe("x".repeat(63));
  });

  it("cuts what is longer", () => {
    expect(truncateName("x".repeat(70))).toBe("x".repeat(63));
  });

  it("never cuts a character in two", () => {
    // 31 two-byte characters are 62 bytes; the 32nd would need bytes 63 and 64.
    expect(truncateName("é".repeat(40))).toBe("é".repeat(31));
  });
});
