import { describe, expect, it } from "@jest/globals";
import pg from "pg";
import { requirePg } from "./requirePg.ts";

describe("requirePg", () => {
  it("gives pg, and leaves what there is as it was", () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, "Response");
    expect(requirePg().Client.name).toBe(pg.Client.name);
    expect(Object.getOwnPropertyDescriptor(globalThis, "Response")).toEqual(before);
  });
});
