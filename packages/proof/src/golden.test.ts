import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Schema } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";
import { catalogWitness, newestMajor, postgresMajors } from "@limbeck/testkit";

import { build } from "./build.ts";
import { differences } from "./compare.ts";
import { madeRoles } from "./roles.ts";
import { BEYOND_DRIZZLE_KIT } from "./testing/beyondDrizzleKit.ts";
import { goldenCases, NEEDS, readGolden } from "./testing/goldenCase.ts";
import { drizzleKitStatements } from "./testing/goldenDrizzleKit.ts";
import { allRows, type GoldenDatabase, goldenDatabase } from "./testing/goldenDatabase.ts";
import { goldenRun, OWN_TABLES } from "./testing/goldenRun.ts";
import { goldenTrip } from "./testing/goldenTrip.ts";

const cases = goldenCases();
const SIDES = ["before", "after"] as const;

/** Cases whose rows are others after the way there and back, and why. */
const LOSSES: Readonly<Record<string, string>> = {
  "column/generatedFromPlain": "the column that is made anew comes back empty",
  "column/type": "the spaces in a text are gone with it",
};

let made: ReturnType<typeof drizzleKitStatements>;
beforeAll(() => {
  made = drizzleKitStatements(
    cases.flatMap(({ name, folder }) =>
      SIDES.map((side) => ({ name: `${name} ${side}`, file: join(folder, `${side}.ts`) })),
    ),
  );
});

it("there are cases, and what is said of some is said of these", () => {
  expect(cases.length).toBeGreaterThan(80);
  const names = cases.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(NEEDS), ...Object.keys(LOSSES)]));
  const sides = names.flatMap((name) => SIDES.map((side) => `${name} ${side}`));
  expect(sides).toEqual(expect.arrayContaining(Object.keys(BEYOND_DRIZZLE_KIT)));
});

describe.each(postgresMajors())("on PostgreSQL %i", (major) => {
  let database: GoldenDatabase;
  let other: GoldenDatabase;
  let empty: Connection;
  beforeAll(async () => {
    database = await goldenDatabase(major);
    other = await goldenDatabase(major);
    empty = await other.emptied();
  });
  afterAll(async () => {
    await database.drop();
    await other.drop();
  });

  const able = cases.filter(({ name }) => (NEEDS[name] ?? 0) <= major);
  it.each(able.map((golden) => [golden.name, golden] as const))("%s", async (_, golden) => {
    const connection = await database.emptied();
    const trip = await goldenTrip(golden, connection);
    if (major === newestMajor) expect(trip.files).toEqual(readGolden(golden));
    const start = await expected(empty, `${golden.name} before`, trip.before.schema);
    const target = await expected(empty, `${golden.name} after`, trip.after.schema);
    expect(await witness(connection)).toEqual(start);
    const rows = await allRows(connection);
    const roles = madeRoles([trip.before.schema, trip.after.schema]);

    const run = await goldenRun(golden, trip.files["revision.ts"], connection);
    await run.upgrade();
    expect(await witness(connection)).toEqual(target);
    expect(await left(connection, trip.after.schema, roles)).toEqual([]);
    await run.downgrade();
    expect(await witness(connection)).toEqual(start);
    expect(await left(connection, trip.before.schema, roles)).toEqual([]);
    if (LOSSES[golden.name] === undefined) expect(await allRows(connection)).toEqual(rows);
    else expect(await allRows(connection)).not.toEqual(rows);
    await run.upgrade();
    expect(await witness(connection)).toEqual(target);
  });
});

const witness = (connection: Connection): Promise<readonly string[]> =>
  catalogWitness({ query: async (sql) => ({ rows: await connection.query(sql) }) }, OWN_TABLES);

const left = async (
  connection: Connection,
  schema: Schema,
  roles: readonly string[],
): Promise<readonly string[]> =>
  (await differences(connection, schema, { comments: true, roles })).map(inWords);

/** What a database of the models is: as drizzle-kit makes it or, where that cannot say what they say, as Limbeck does. */
async function expected(empty: Connection, name: string, schema: Schema): Promise<readonly string[]> {
  const byDrizzleKit = await madeByDrizzleKit(empty, (made.get(name) ?? ["refused"]).join("\n"));
  if (BEYOND_DRIZZLE_KIT[name] === undefined) return byDrizzleKit;
  const byLimbeck = await afterwards(empty, () => build(empty, schema));
  expect(byDrizzleKit).not.toEqual(byLimbeck);
  return byLimbeck;
}

/** Many cases begin or end with the same models. */
const known = new WeakMap<Connection, Map<string, readonly string[]>>();

async function madeByDrizzleKit(empty: Connection, sql: string): Promise<readonly string[]> {
  const here = known.get(empty) ?? new Map<string, readonly string[]>();
  const found = here.get(sql) ?? (await afterwards(empty, () => empty.execute(inOneTransaction(sql))));
  known.set(empty, here.set(sql, found));
  return found;
}

const inOneTransaction = (sql: string): string => sql.replaceAll("CONCURRENTLY", "");

/** What an empty database is after something was done in it, which is taken back; or why it could not be done. */
async function afterwards(empty: Connection, make: () => Promise<void>): Promise<readonly string[]> {
  await empty.execute("BEGIN");
  try {
    await make();
    return await witness(empty);
  } catch (error) {
    return [String(error)];
  } finally {
    await empty.execute("ROLLBACK");
  }
}
