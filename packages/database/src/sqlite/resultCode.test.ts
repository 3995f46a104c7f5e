import { describe, expect, it } from "@jest/globals";
import { resultCode } from "./resultCode.ts";

describe("the result code of what a driver threw", () => {
  it.each<readonly [string, object, string | undefined]>([
    ["better-sqlite3", { code: "SQLITE_CONSTRAINT_UNIQUE" }, "SQLITE_CONSTRAINT"],
    ["@libsql/client", { code: "SQLITE_BUSY", extendedCode: "SQLITE_BUSY_SNAPSHOT" }, "SQLITE_BUSY"],
    ["node:sqlite", { code: "ERR_SQLITE_ERROR", errcode: 1544 }, "SQLITE_READONLY"],
    ["libsql, of a code that it has no name for", { code: "UNKNOWN_SQLITE_ERROR_1544" }, "SQLITE_READONLY"],
    ["a driver that was not asked", { code: "ENOENT" }, undefined],
  ])("is found where it stands: %s", (_driver, error, primary) => {
    expect(resultCode(error)?.primary).toBe(primary);
  });
});
