import { resolve } from "node:path";

import { expect, it } from "@jest/globals";

import { fileIn } from "./databaseFile.ts";

const folder = resolve("some", "where");

it.each([
  ["sqlite:./test.db", resolve(folder, "test.db")],
  ["sqlite:///./test.db", resolve(folder, "test.db")],
  ["file:data/test.db", resolve(folder, "data", "test.db")],
  [`sqlite:${resolve("/test.db")}`, resolve("/test.db")],
])("%s is a file of the folder", (url, path) => {
  expect(fileIn(folder, url)).toEqual({ engine: "sqlite", path });
});

it.each(["sqlite::memory:", "postgres://localhost/app", "libsql://x.turso.io", "no URL"])(
  "%s is left as it is",
  (url) => {
    expect(fileIn(folder, url)).toBe(url);
  },
);
