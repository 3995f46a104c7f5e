import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { type GoldenCase, goldenCases } from "./testing/goldenCase.ts";
import { type GoldenDatabase, goldenDatabase } from "./testing/goldenDatabase.ts";
import { isInTenth } from "./testing/tenth.ts";
import { tryMutants } from "./testing/mutants.ts";

/** Statements without which a database is still what the models say, and what they are for. */
const SURVIVORS: readonly (readonly [sql: RegExp, reason: string])[] = [
  [/^SELECT setval\(/, "where a sequence stands is not part of a schema; without rows it stands nowhere"],
  [/limbeck\.rights/, "whose a view or function is, and who may use it or a column, is not part of a schema"],
  [/^DO \$limbeck\$ BEGIN\s+IF EXISTS/, "stops before rows are lost, of which there are none here"],
  [/^ALTER TABLE .* DROP DEFAULT$/, "a default that the server could have cast, before another is set"],
  [
    /^ALTER TABLE "loans" DROP CONSTRAINT "(term|cost)_fits"$/,
    "goes before the column that would take it along",
  ],
  [/^DROP INDEX "members_by_speeds"$/, "goes before the column that would take it along"],
  [/^UPDATE "notes" /, "fills rows, of which there are none here"],
  [/^INSERT INTO "visits" .* FROM "visits_before"$/, "copies rows, of which there are none here"],
  [/EXECUTE format\('SELECT setval\(/, "without rows a sequence stands nowhere"],
  [/ stands what would go with it: /, "stops before something is lost that no schema holds"],
  [
    /^ALTER TABLE "visits" DROP CONSTRAINT "visits_visitor_/,
    "goes before the table that would take it along",
  ],
  [/^ALTER SEQUENCE "visits_id_seq" RENAME/, "what the sequence of an identity is called, models do not say"],
  [
    /^ALTER TABLE "letters" ALTER COLUMN "other" SET STORAGE MAIN$/,
    "kept behind a type, before it is changed",
  ],
  [
    /^ALTER SEQUENCE .* OWNED BY NONE$/,
    "without it the server may still find the right one of two sequences",
  ],
  [
    /^ALTER SEQUENCE "numbers" OWNED BY "orders"."number"$/,
    "the column's own for as long as it takes to tell the next one where it stands",
  ],
  [
    /^ALTER FUNCTION .*range"\(.*\) RENAME TO "limbeck_old_/,
    "a constructor of an old range, where that of the new one takes other types",
  ],
  [/^ALTER TABLE .* VALIDATE CONSTRAINT /, "of a constraint that is NOT VALID plain models say nothing"],
  [
    /EXECUTE format\('ALTER TABLE %s RENAME CONSTRAINT/,
    "what a NOT NULL is called, nothing but a declaration says",
  ],
  [
    /^ALTER DOMAIN "there" DROP (CONSTRAINT|DEFAULT)/,
    "out of the way of a type that the server could change under it",
  ],
  [
    /^CREATE INDEX CONCURRENTLY "events_(january|june)_kind_idx"/,
    "the index of the table would make it too, and keep writers waiting",
  ],
  [
    /^ALTER TABLE "visits_2026" (ALTER COLUMN "id" SET NOT NULL|ADD CONSTRAINT "visits_2026_pkey")/,
    "attaching would make it too, and read the rows meanwhile",
  ],
  [
    /^ALTER TABLE "visits_2026" ALTER COLUMN "page" SET DEFAULT/,
    "of the defaults that only a partition has, its table says nothing",
  ],
  [
    /^ALTER TABLE .* (REPLICA IDENTITY DEFAULT|SET WITHOUT CLUSTER)$/,
    "ends with its index, or where another one takes over",
  ],
  [/^DROP POLICY "whoever" ON "membership"$/, "goes before the table that would take it along"],
];

/** A tenth of them, or all with `LIMBECK_MUTANTS=all`. */
const cases = process.env["LIMBECK_MUTANTS"] === "all" ? goldenCases() : goldenCases().filter(isInTenth);

describe("a proof fails where one statement of the upgrade is left out", () => {
  let database: GoldenDatabase;
  beforeAll(async () => {
    database = await goldenDatabase();
  });
  afterAll(() => database.drop());

  it.each(cases)("$name", async (golden: GoldenCase) => {
    const { tried, survivors } = await tryMutants(golden, database);
    expect(tried).toBeGreaterThan(0);
    const unknown = survivors.filter(({ sql }) => !SURVIVORS.some(([pattern]) => pattern.test(sql)));
    expect(unknown).toEqual([]);
  });
});
