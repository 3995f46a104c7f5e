import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import { maskUrl, parseUrl, targetUrl } from "../index.ts";

describe("a URL of SQLite", () => {
  it.each([
    ["sqlite:./test.db", "./test.db"],
    ["sqlite:test.db", "test.db"],
    ["sqlite:/absolute.db", "/absolute.db"],
    ["sqlite://test.db", "test.db"],
    ["sqlite:///test.db", "test.db"],
    ["sqlite:///./test.db", "./test.db"],
    ["sqlite:////absolute.db", "/absolute.db"],
    ["sqlite+aiosqlite:///./test.db", "./test.db"],
    ["SQLite+pysqlite:////data/my%20app.db?check_same_thread=False", "/data/my app.db"],
    ["sqlite:///C:/data/test.db", "C:/data/test.db"],
    ["sqlite:C:\\data\\test.db", "C:\\data\\test.db"],
    ["sqlite:///C:\\data\\test.db", "C:\\data\\test.db"],
    ["file:test.db", "test.db"],
    ["file:./test.db", "./test.db"],
    ["file:/absolute.db", "/absolute.db"],
    ["file:///absolute.db", "/absolute.db"],
    ["file://localhost/absolute.db", "/absolute.db"],
    ["file:///C:/data/test.db", "C:/data/test.db"],
    ["file:C:\\data\\test.db", "C:\\data\\test.db"],
    ["sqlite::memory:", ":memory:"],
    ["sqlite:///:memory:", ":memory:"],
    ["sqlite://", ":memory:"],
    ["sqlite+aiosqlite://", ":memory:"],
    ["file::memory:", ":memory:"],
    ["file:shared?mode=memory&cache=shared", ":memory:"],
  ])("%s is the file %s", (url, path) => {
    expect(parseUrl(url)).toEqual({ engine: "sqlite", path });
  });

  it.each(["file:", "file://", "sqlite:50%.db"])("%s names no file", async (url) => {
    expect(await failure(() => parseUrl(url))).toMatchObject({ code: "url-malformed", exit: 2 });
  });

  it.each(["./test.db", "/absolute.db", "C:\\data\\test.db", ":memory:"])(
    "%s is shown as it is read",
    (path) => {
      expect(parseUrl(targetUrl({ engine: "sqlite", path }))).toEqual({ engine: "sqlite", path });
    },
  );
});

describe("a URL of libSQL", () => {
  it.each([
    "libsql://shop.turso.io",
    "https://shop.turso.io",
    "http://127.0.0.1:8080",
    "wss://shop.turso.io",
  ])("is taken as it is: %s", (url) => expect(parseUrl(url)).toEqual({ engine: "libsql", url }));

  it("shows its token to nobody", () => {
    const url = "libsql://shop.turso.io?tls=1&authToken=S3CRET%2B";
    const target = parseUrl(url);
    expect(target).toEqual({ engine: "libsql", url: "libsql://shop.turso.io?tls=1", authToken: "S3CRET+" });
    expect(targetUrl(target)).not.toContain("S3CRET");
    expect(maskUrl(url)).toBe("libsql://shop.turso.io?tls=1&authToken=***");
  });
});
