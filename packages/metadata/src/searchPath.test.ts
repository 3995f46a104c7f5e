import { describe, expect, it } from "@jest/globals";

import { searchPath } from "./searchPath.ts";

describe("a search path", () => {
  it.each([
    ["", '""'],
    ["''", '""'],
    ["pg_catalog,public", "pg_catalog, public"],
    ['Foo, "Bar, baz" ,"app"', 'foo, "Bar, baz", app'],
    ["'My App', public", '"My App", public'],
    ['"$user", user, "a""b"', '"$user", "user", "a""b"'],
  ])("%s is spelled %s by the server", (written, spelled) => {
    expect(searchPath(written)).toBe(spelled);
  });
});
