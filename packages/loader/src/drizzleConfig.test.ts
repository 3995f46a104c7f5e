import { describe, expect, it } from "@jest/globals";
import { drizzleConfig } from "./drizzleConfig.ts";

const file = "drizzle.config.ts";
const read = (value: object) => drizzleConfig({ dialect: "postgresql", ...value }, file);

describe("drizzleConfig", () => {
  it("fills in what is not said as drizzle-kit would", () => {
    expect(read({})).toEqual({
      dialect: "postgresql",
      schema: [],
      out: "drizzle",
      tablesFilter: [],
      extensionsFilters: [],
      migrations: { table: "__drizzle_migrations", schema: "drizzle" },
    });
  });

  it("takes one text for a list", () => {
    const config = read({
      schema: "./src",
      schemaFilter: "app",
      tablesFilter: ["!tmp_*"],
      extensionsFilters: ["postgis"],
    });
    expect(config).toMatchObject({
      schema: ["./src"],
      schemaFilter: ["app"],
      tablesFilter: ["!tmp_*"],
      extensionsFilters: ["postgis"],
    });
  });

  it("keeps folder, casing, migrations and roles", () => {
    const config = read({
      out: "./db",
      casing: "snake_case",
      migrations: { table: "m", schema: "s", prefix: "timestamp" },
      entities: { roles: { provider: "neon", exclude: ["x"] } },
    });
    expect(config).toMatchObject({
      out: "./db",
      casing: "snake_case",
      migrations: { table: "m", schema: "s" },
      roles: { managed: true, provider: "neon", include: [], exclude: ["x"] },
    });
    expect(read({ entities: { roles: true } }).roles?.managed).toBe(true);
    expect(read({ entities: { roles: false } }).roles?.managed).toBe(false);
  });

  it.each([
    [{ dbCredentials: { url: "postgres://h/d" } }, { kind: "url", url: "postgres://h/d" }],
    [
      {
        dbCredentials: { host: "h", port: "5433", user: "u", password: "p", database: "d", ssl: { ca: "x" } },
      },
      { kind: "parts", host: "h", port: 5433, user: "u", password: "p", database: "d", ssl: { ca: "x" } },
    ],
    [
      { dbCredentials: { host: "h", database: "d", ssl: "require" } },
      { kind: "parts", host: "h", database: "d", ssl: "require" },
    ],
    [
      { driver: "pglite", dbCredentials: { url: "./pg" } },
      { kind: "pglite", url: "./pg" },
    ],
    [{ driver: "pglite" }, { kind: "pglite" }],
    [
      { driver: "aws-data-api", dbCredentials: { secretArn: "x" } },
      { kind: "other", driver: "aws-data-api" },
    ],
    [
      { dialect: "turso", dbCredentials: { url: "libsql://x", authToken: "t" } },
      { kind: "url", url: "libsql://x", authToken: "t" },
    ],
    [{ dbCredentials: { url: undefined } }, undefined],
  ])("reads the credentials %j", (value, credentials) => {
    expect(read(value).credentials).toEqual(credentials);
  });

  it("knows SQLite and Turso as SQLite", () => {
    expect([read({ dialect: "sqlite" }).dialect, read({ dialect: "turso" }).dialect]).toEqual([
      "sqlite",
      "sqlite",
    ]);
  });

  it.each(["mysql", "singlestore", "gel", "mssql", "cockroach"])("refuses %s in one sentence", (dialect) => {
    expect(() => read({ dialect })).toThrow(
      expect.objectContaining({ code: "dialect-unsupported", exit: 2, facts: { file, dialect } }),
    );
  });

  it.each([
    [{ dialect: undefined }, "dialect"],
    [{ schema: [1] }, "schema"],
    [{ out: 1 }, "out"],
    [{ casing: "kebab" }, "casing"],
    [{ dbCredentials: "postgres://me:secret@h/d" }, "dbCredentials"],
    [{ dbCredentials: { host: "h" } }, "dbCredentials.database"],
    [{ dbCredentials: { host: "h", database: "d", port: "x" } }, "dbCredentials.port"],
    [{ dbCredentials: { host: "h", database: "d", ssl: 3 } }, "dbCredentials.ssl"],
    [{ entities: { roles: "all" } }, "entities.roles"],
  ])("refuses %j and names the option, never the value", (value, option) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: "config-invalid", exit: 2 }));
    expect(() => read(value)).toThrow(`\`${option}\` in drizzle.config.ts must be`);
    expect(() => read(value)).not.toThrow("secret");
  });
});
