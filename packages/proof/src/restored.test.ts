import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { describe as inWords } from "@limbeck/operations";
import { pgDumpSql } from "@limbeck/testkit";

import { build } from "./build.ts";
import { differences } from "./compare.ts";
import { madeRoles } from "./roles.ts";
import { type GoldenCase, goldenCases, NEEDS } from "./testing/goldenCase.ts";
import { type GoldenDatabase, goldenDatabase } from "./testing/goldenDatabase.ts";
import { goldenModels } from "./testing/goldenModels.ts";
import { isInTenth } from "./testing/tenth.ts";

/** The newest server that the pg_dump of Debian 12 reads. */
const MAJOR = 15;

/** What pg_dump leaves out or makes something else of. */
const NOT_DUMPED: Readonly<Record<string, string>> = {
  "function/selfReading":
    "a generated column that calls a function over its table comes back as one with a default",
  "role/change": "a dump holds no roles",
  "role/create": "a dump holds no roles",
};

const able = goldenCases().filter(
  ({ name }) => (NEEDS[name] ?? 0) <= MAJOR && NOT_DUMPED[name] === undefined,
);
/** A tenth of them, or all with `LIMBECK_RESTORED=all`. */
const cases = process.env["LIMBECK_RESTORED"] === "all" ? able : able.filter(isInTenth);

describe("a database that was dumped on PostgreSQL 15 and restored on the newest", () => {
  let old: GoldenDatabase;
  let restored: GoldenDatabase;
  beforeAll(async () => {
    old = await goldenDatabase(MAJOR);
    restored = await goldenDatabase();
  });
  afterAll(async () => {
    await old.drop();
    await restored.drop();
  });

  it.each(cases)("$name: is still what the models say", async (golden: GoldenCase) => {
    const { schema } = await goldenModels(golden, "after");
    const connection = await old.emptied();
    await build(connection, schema);
    const sql = await pgDumpSql(old.url, MAJOR);
    if (sql === undefined) return;
    const target = await restored.emptied();
    await target.execute(sql);
    await target.execute("RESET ALL");
    const left = await differences(target, schema, { comments: true, roles: madeRoles([schema]) });
    expect(left.map(inWords)).toEqual([]);
  });
});
