import { expect, it } from "@jest/globals";

import { projectDialect } from "./dialect.ts";

it.each([
  ["postgres://localhost/app", "sqlite", "postgres"],
  ["pglite://./data", "sqlite", "postgres"],
  ["sqlite:./test.db", "postgresql", "sqlite"],
  ["file:test.db", undefined, "sqlite"],
  ["libsql://x.turso.io", undefined, "sqlite"],
  [undefined, undefined, "postgres"],
  [undefined, "sqlite", "sqlite"],
  ["no URL at all", "sqlite", "sqlite"],
] as const)("of %s where the configuration says %s is %s", (url, dialect, expected) => {
  expect(projectDialect(url, dialect === undefined ? {} : { dialect })).toBe(expected);
});

it("of a URL that is found when somebody connects is the configured one", () => {
  expect(projectDialect(() => Promise.resolve("postgres://localhost/app"), { dialect: "sqlite" })).toBe(
    "sqlite",
  );
});
