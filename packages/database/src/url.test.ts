import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import fc from "fast-check";
import { looksPooled, maskUrl, parseUrl, targetUrl } from "./index.ts";

describe("parseUrl", () => {
  it.each([
    "postgres://me:se%40cret@db.example.org:5433/shop",
    "postgresql://me:se%40cret@db.example.org:5433/shop",
    "postgresql+asyncpg://me:se%40cret@db.example.org:5433/shop",
    "  postgresql+psycopg2://me:se%40cret@db.example.org:5433/shop\n",
  ])("reads %s", (url) => {
    expect(parseUrl(url)).toEqual({
      engine: "postgres",
      host: "db.example.org",
      port: 5433,
      user: "me",
      password: "se@cret",
      database: "shop",
    });
  });

  it("leaves to the environment what the URL does not say", () => {
    expect(parseUrl("postgres:///shop")).toEqual({ engine: "postgres", database: "shop" });
    expect(parseUrl("postgres://localhost")).toEqual({ engine: "postgres", host: "localhost" });
  });

  it("reads sockets, session options, an application's name and a timeout", () => {
    expect(parseUrl("postgres://me@%2Fvar%2Frun/shop")).toMatchObject({ host: "/var/run", database: "shop" });
    expect(parseUrl("postgres:///shop?host=/var/run&port=5433")).toMatchObject({
      host: "/var/run",
      port: 5433,
    });
    expect(
      parseUrl("postgres://h/d?options=-c%20search_path%3Dapp&application_name=me&connect_timeout=3"),
    ).toMatchObject({ options: "-c search_path=app", applicationName: "me", connectTimeout: 3 });
  });

  it("reads what a URL says of TLS as pg does, without pg's warning", () => {
    const warnings: unknown[] = [];
    process.on("warning", (warning) => warnings.push(warning));
    expect(parseUrl("postgres://h/d?sslmode=disable")).toMatchObject({ ssl: false });
    expect(parseUrl("postgres://h/d?sslmode=require")).toMatchObject({ ssl: {} });
    expect(parseUrl("postgres://h/d?ssl=require")).toMatchObject({ ssl: {} });
    expect(parseUrl("postgres://h/d?ssl=true")).toMatchObject({ ssl: true });
    expect(parseUrl("postgres://h/d?sslmode=no-verify")).toMatchObject({
      ssl: { rejectUnauthorized: false },
    });
    expect(parseUrl("postgres://h/d?sslmode=require&uselibpqcompat=true")).toMatchObject({
      ssl: { rejectUnauthorized: false },
    });
    expect(warnings).toEqual([]);
  });

  it("reads a folder of PGlite", async () => {
    expect(parseUrl("pglite://./data/my%20db")).toEqual({ engine: "pglite", directory: "./data/my db" });
    expect(parseUrl("pglite:///var/db")).toEqual({ engine: "pglite", directory: "/var/db" });
    expect((await failure(() => parseUrl("pglite://"))).code).toBe("url-malformed");
  });

  it("gives back every database name, user and password that was encoded", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(text, text, text, (user, password, database) => {
        const [u = "", p = "", d = ""] = [user, password, database].map(encodeURIComponent);
        expect(parseUrl(`postgres://${u}:${p}@h/${d}`)).toMatchObject({ user, password, database });
      }),
    );
  });

  it("refuses other dialects and what is no URL, without the password", async () => {
    const mysql = await failure(() => parseUrl("mysql://me:secret@h/d"));
    expect(mysql).toMatchObject({ code: "dialect-unsupported", exit: 2, facts: { dialect: "mysql" } });
    expect(mysql.message).toBe("Limbeck does not speak mysql (mysql://me:***@h/d).");
    for (const url of [
      "shop",
      "",
      "postgres://me:sec/ret@h/d",
      "postgres://me:secret@h:port/d",
      "postgres://me:secret@h/%",
    ]) {
      const error = await failure(() => parseUrl(url));
      expect(error).toMatchObject({ code: "url-malformed", exit: 2 });
      expect(error.message + JSON.stringify(error.facts)).not.toMatch(/secret|sec\/ret/);
    }
  });
});

describe("maskUrl", () => {
  it.each([
    ["postgres://me:secret@h:5432/d", "postgres://me:***@h:5432/d"],
    ["postgres://me@h/d", "postgres://me@h/d"],
    ["postgres://h/d", "postgres://h/d"],
    ["postgres://h:5432/d?a=b@c", "postgres://h:***@c"],
    ["postgres://me:secret@h/d?password=secret&x=1", "postgres://me:***@h/d?password=***&x=1"],
    ["postgres://me:se:cr@et@h/d", "postgres://me:***@h/d"],
    ["postgres://me:se/cr#et?@h/d", "postgres://me:***@h/d"],
    ["host=h user=me password='se cret' dbname=d", "host=h user=me password=*** dbname=d"],
    ["not a url", "not a url"],
  ])("makes of %s %s", (url, masked) => expect(maskUrl(url)).toBe(masked));

  it("never lets a password through", () => {
    const password = fc.string({ minLength: 1 }).map((text) => `S3CRET${text}S3CRET`);
    fc.assert(
      fc.property(password, (secret) => {
        expect(maskUrl(`postgres://me:${secret}@h/d`)).not.toContain("S3CRET");
        expect(maskUrl(`postgres://h/d?x=1&password=${encodeURIComponent(secret)}`)).not.toContain("S3CRET");
      }),
    );
  });
});

describe("targetUrl", () => {
  it("shows where a target is, but not the password", () => {
    const url = "postgres://me:***@h:5433/odd%2Fname";
    expect(targetUrl(parseUrl("postgres://me:secret@h:5433/odd%2Fname"))).toBe(url);
    expect(targetUrl({ engine: "postgres", database: "d" })).toBe("postgres:///d");
    expect(targetUrl({ engine: "pglite", directory: "./x" })).toBe("pglite://./x");
  });

  it("knows a pooler by its host or port", () => {
    expect(looksPooled(parseUrl("postgres://ep-a-pooler.eu.neon.tech/d"))).toBe(true);
    expect(looksPooled(parseUrl("postgres://ep-a.eu.neon.tech/d-pooler"))).toBe(false);
    expect(looksPooled(parseUrl("postgres://db.supabase.com:6543/d"))).toBe(true);
  });
});
