import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { type SqliteDatabase, sqliteDatabase } from "./testing/sqlite/bench.ts";
import { difference } from "./testing/sqlite/law.ts";
import { goldenCasesOfBoth, readShared, sharedTrip, type Station } from "./testing/sqlite/sharedTrip.ts";

const cases = goldenCasesOfBoth();

let trip: SqliteDatabase;
let fresh: SqliteDatabase;
beforeEach(async () => {
  [trip, fresh] = [await sqliteDatabase({ byProgram: false }), await sqliteDatabase({ byProgram: false })];
});
afterEach(async () => {
  await trip.drop();
  await fresh.drop();
});

it("there are revisions of PostgreSQL that run on SQLite", () => expect(cases.length).toBeGreaterThan(50));

describe.each(cases)("$name, a revision of PostgreSQL, on SQLite", (golden) => {
  it("is what stands there, leads to what the models say, back, and there again", async () => {
    const seen = new Map<Station, readonly string[]>();
    const both = { trip: trip.connection, fresh: fresh.connection };
    const text = await sharedTrip(golden, both, async (station) => {
      const { lines } = station === "target" ? fresh : trip;
      // A declared type says the same with spaces as without.
      const squeezed = (await lines()).map((line) => line.replaceAll(", ", ","));
      seen.set(station, squeezed);
    });
    expect(text).toBe(readShared(golden));
    const found = (station: Station): readonly string[] => seen.get(station) ?? [];
    expect([...found("start"), ...found("end")]).not.toEqual([]);
    expect(difference("after the upgrade", found("end"), found("target"))).toEqual([]);
    expect(difference("after the downgrade", found("back"), found("start"))).toEqual([]);
    expect(found("again")).toEqual(found("end"));
    expect(await trip.connection.query("PRAGMA foreign_key_check")).toEqual([]);
    expect(await trip.connection.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });
});
