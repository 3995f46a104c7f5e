import { expect, it } from "@jest/globals";
import { drizzleConfig } from "@limbeck/loader";

import { fromDrizzle } from "./drizzle.ts";

const database = (written: object): unknown => {
  const { dialect, url } = fromDrizzle(drizzleConfig(written, "drizzle.config.ts"));
  return [dialect, url];
};

it.each([
  [{ dialect: "postgresql", dbCredentials: { url: "postgres://h/d" } }, ["postgresql", "postgres://h/d"]],
  [{ dialect: "sqlite" }, ["sqlite", undefined]],
  [{ dialect: "sqlite", dbCredentials: { url: "file:./local.db" } }, ["sqlite", "file:./local.db"]],
  [{ dialect: "sqlite", dbCredentials: { url: "./local.db" } }, ["sqlite", "sqlite:./local.db"]],
  [{ dialect: "sqlite", dbCredentials: { url: ":memory:" } }, ["sqlite", "sqlite::memory:"]],
  [
    { dialect: "sqlite", dbCredentials: { url: "C:\\data\\local.db" } },
    ["sqlite", "sqlite:C:\\data\\local.db"],
  ],
  [
    { dialect: "turso", dbCredentials: { url: "libsql://x.turso.io", authToken: "a+b" } },
    ["sqlite", "libsql://x.turso.io?authToken=a%2Bb"],
  ],
  [
    { dialect: "turso", dbCredentials: { url: "libsql://x.turso.io?tls=0", authToken: "t" } },
    ["sqlite", "libsql://x.turso.io?tls=0&authToken=t"],
  ],
  [{ dialect: "sqlite", driver: "d1-http", dbCredentials: { accountId: "x" } }, ["sqlite", undefined]],
])("a database is taken from Drizzle's configuration: %j", (written, expected) => {
  expect(database(written)).toEqual(expected);
});
