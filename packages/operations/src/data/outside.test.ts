import { describe, expect, it } from "@jest/globals";

import { statementOf } from "./outside.ts";

describe("a statement that a person wrote", () => {
  it.each([
    "VACUUM tasks",
    "-- why\n/* and\n how */ vacuum (analyze) tasks;",
    "REINDEX DATABASE shop",
    "REINDEX (VERBOSE, CONCURRENTLY) TABLE tasks",
    "reindex\n  table concurrently tasks",
    "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "CREATE DATABASE d",
    "DROP SUBSCRIPTION s",
  ])("stands outside a transaction: %s", (sql) => {
    expect(statementOf(sql)).toMatchObject({ sql, transaction: "outside" });
  });

  it.each([
    "CREATE INDEX i ON t (n)",
    "CREATE TABLE vacuum (n int)",
    "-- VACUUM\nSELECT 1",
    "REINDEX TABLE concurrently_used",
    "COMMENT ON TABLE t IS 'create index concurrently'",
    "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
  ])("stays inside: %s", (sql) => {
    expect(statementOf(sql)).toEqual({ sql });
  });

  it.each([
    ["CREATE INDEX CONCURRENTLY I ON t (n)", { kind: "indexBuilt", index: { name: "i" } }],
    [
      'create unique index concurrently if not exists "My ""i""" on only shop . "T"(n)',
      { kind: "indexBuilt", index: { schema: "shop", name: 'My "i"' } },
    ],
    ["CREATE INDEX CONCURRENTLY ON t (n)", undefined],
    ["DROP INDEX CONCURRENTLY shop.i;", { kind: "indexDropped", index: { schema: "shop", name: "i" } }],
    ["DROP INDEX CONCURRENTLY IF EXISTS i RESTRICT", { kind: "indexDropped", index: { name: "i" } }],
    ["DROP INDEX CONCURRENTLY i, j", undefined],
    [
      "REINDEX INDEX CONCURRENTLY shop.i",
      { kind: "reindexed", of: "index", name: { schema: "shop", name: "i" } },
    ],
    ['REINDEX (VERBOSE, CONCURRENTLY) TABLE "T";', { kind: "reindexed", of: "table", name: { name: "T" } }],
    ["REINDEX SCHEMA CONCURRENTLY shop", { kind: "reindexed", of: "schema", name: { name: "shop" } }],
    ["REINDEX DATABASE CONCURRENTLY d", { kind: "reindexed", of: "database" }],
    ["REINDEX DATABASE d", undefined],
    [
      "ALTER TABLE ONLY shop.p DETACH PARTITION p1 CONCURRENTLY",
      { kind: "detached", table: { schema: "shop", name: "p" }, partition: { name: "p1" } },
    ],
  ])("shows what it does, and may leave behind: %s", (sql, effect) => {
    expect(statementOf(sql)).toEqual({
      sql,
      transaction: "outside",
      ...(effect === undefined ? {} : { effect }),
    });
  });
});
