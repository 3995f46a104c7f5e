import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "@jest/globals";
import { connect } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, postgresMajors, type TestDatabase } from "@limbeck/testkit";

import { journey, witness } from "./testing/journey.ts";

const LIVE = [
  "dittofeed.sql",
  "dittofeed.drizzle-kit-fresh.sql",
  "homarr-pg.sql",
  "homarr-pg.drizzle-kit-fresh.sql",
  "kaneo.sql",
  "kaneo.drizzle-kit-fresh.sql",
];

function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/live/${name}`, import.meta.url)), "utf8");
}

/** What autogenerate does not make: extensions, and a stand-in for one that PostgreSQL does not bring along. */
async function prepare(database: TestDatabase, sql: string): Promise<void> {
  if (/\bvector\b/.test(sql)) await database.execute(fixture("pgvector-stub.sql"));
  for (const [, name = ""] of sql.matchAll(EXTENSION))
    if (name !== "vector") await database.execute(`CREATE EXTENSION IF NOT EXISTS "${name}"`);
}

const EXTENSION = /CREATE EXTENSION (?:IF NOT EXISTS )?"?([\w-]+)[^;]*;/gi;

describe.each(postgresMajors())("the database of a real project, on PostgreSQL %i", (major) => {
  it.each(LIVE)("%s: made from nothing, taken back, made again", async (name) => {
    // PostgreSQL 14 does not know NULLS NOT DISTINCT.
    const sql = major > 14 ? fixture(name) : fixture(name).replaceAll(" NULLS NOT DISTINCT", "");
    const [live, fresh] = [await freshDatabase({ major }), await freshDatabase({ major })];
    await prepare(live, sql);
    await prepare(fresh, sql);
    await live.execute(sql.replace(EXTENSION, "").replace(/COMMENT ON EXTENSION[^;]*;/gi, ""));
    const [from, to] = [await connect(fresh.url), await connect(live.url)];
    const [empty, target] = [
      await introspect(from, { allSchemas: true }),
      await introspect(to, { allSchemas: true }),
    ];
    expect(target.schema.tables.length).toBeGreaterThan(20);

    const { start, up, second, down, again } = await journey(from, empty.schema, target.schema);
    const expected = await witness(to);
    expect(up).toEqual(expected);
    expect(second).toEqual([]);
    expect(down).toEqual(start);
    expect(again).toEqual(expected);
    for (const connection of [from, to]) await connection.close();
    for (const database of [live, fresh]) await database.drop();
  });
});
