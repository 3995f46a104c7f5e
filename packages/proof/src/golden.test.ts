import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Schema } from "@limbeck/model";
import { describe as inWords } from "@limbeck/operations";
import { catalogWitness, newestMajor, postgresMajors } from "@limbeck/testkit";

import { build } from "./build.ts";
import { differences } from "./compare.ts";
import { madeRoles } from "./roles.ts";
import { goldenCases, NEEDS, readGolden } from "./testing/goldenCase.ts";
import { drizzleKitStatements } from "./testing/goldenDrizzleKit.ts";
import { allRows, type GoldenDatabase, goldenDatabase } from "./testing/goldenDatabase.ts";
import { goldenRun, OWN_TABLES } from "./testing/goldenRun.ts";
import { goldenTrip } from "./testing/goldenTrip.ts";

const cases = goldenCases();
const SIDES = ["before", "after"] as const;

/** Sides of cases of which drizzle-kit makes another database than the models say, or none. */
const BEYOND_DRIZZLE_KIT: Readonly<Record<string, string>> = {
  "check/drop before": "it leaves a parameter in the expression",
  "check/notEnforced before": "it knows no NOT ENFORCED",
  "check/notEnforced after": "it knows no NOT ENFORCED",
  "check/options after": "it knows neither NOT VALID nor NO INHERIT",
  "column/notNullNames before": "it knows no names of NOT NULL",
  "column/notNullNames after": "it knows no names of NOT NULL",
  "column/settings before": "it knows neither STORAGE nor COMPRESSION nor STATISTICS",
  "column/settings after": "it knows neither STORAGE nor COMPRESSION nor STATISTICS",
  "column/typeUnderEverything before": "it knows no triggers",
  "column/typeUnderEverything after": "it knows no triggers",
  "check/validated before": "it knows no NOT VALID",
  "check/validated after": "it knows no NOT VALID",
  "comment/add after": "it knows no comments",
  "comment/change before": "it knows no comments",
  "comment/change after": "it knows no comments",
  "comment/declared before": "it knows neither functions nor triggers",
  "comment/declared after": "it knows neither functions nor triggers, nor comments",
  "comment/drop before": "it knows no comments",
  "comment/drop after": "it knows no comments",
  "collation/create after": "it knows no collations",
  "collation/drop before": "it knows no collations",
  "collation/drop after": "it knows no collations",
  "collation/change before": "it knows no collations",
  "collation/change after": "it knows no collations",
  "composite/create after": "it knows no composite types",
  "composite/drop before": "it knows no composite types",
  "composite/inPlace before": "it knows no composite types",
  "composite/inPlace after": "it knows no composite types",
  "composite/order before": "it knows no composite types",
  "composite/order after": "it knows no composite types",
  "composite/type before": "it knows no composite types",
  "composite/type after": "it knows no composite types",
  "function/aggregate after": "it knows neither functions nor aggregates",
  "function/aggregateChange before": "it knows neither functions nor aggregates",
  "function/aggregateChange after": "it knows neither functions nor aggregates",
  "domain/change before": "it knows no domains",
  "domain/change after": "it knows no domains",
  "domain/create after": "it knows no domains",
  "domain/inArrays before": "it knows no domains",
  "domain/inArrays after": "it knows no domains",
  "domain/keptApart before": "it knows no domains",
  "domain/keptApart after": "it knows no domains",
  "domain/drop before": "it knows no domains",
  "domain/type before": "it knows no domains",
  "domain/type after": "it knows no domains",
  "enum/dropValueMapped before": "it knows no domains",
  "enum/dropValueMapped after": "it knows no domains",
  "composite/renamed before": "it knows no composite types",
  "composite/renamed after": "it knows no composite types",
  "domain/renamed before": "it knows no domains",
  "domain/renamed after": "it knows no domains",
  "function/renamed before": "it knows no functions",
  "function/renamed after": "it knows no functions",
  "enum/renamedUnderTypes before": "it knows no domains",
  "enum/renamedUnderTypes after": "it knows no domains",
  "enum/underEverything before": "it knows no domains",
  "enum/underEverything after": "it knows no domains",
  "exclusion/add after": "it knows no exclusion constraints",
  "exclusion/change before": "it knows no exclusion constraints",
  "exclusion/change after": "it knows no exclusion constraints",
  "exclusion/drop before": "it knows no exclusion constraints",
  "exclusion/drop after": "it knows no exclusion constraints",
  "extension/change before": "it knows no extensions",
  "extension/change after": "it knows no extensions",
  "extension/create after": "it knows no extensions",
  "extension/drop before": "it knows no extensions",
  "function/change before": "it knows no functions",
  "function/change after": "it knows no functions",
  "function/create after": "it knows no functions",
  "function/default before": "it knows no functions",
  "function/default after": "it knows no functions",
  "function/drop before": "it knows no functions",
  "function/carried before": "it knows no functions",
  "function/carried after": "it knows no functions",
  "function/selfReading after": "it knows no functions",
  "function/selfReadingDrop before": "it knows no functions",
  "function/selfReadingDrop after": "it knows no functions",
  "function/signature before": "it knows no functions",
  "function/signature after": "it knows no functions",
  "function/standardBody before": "it knows no functions",
  "function/standardBody after": "it knows no functions",
  "foreignKey/notEnforced after": "it knows no NOT ENFORCED",
  "foreignKey/onDeleteColumns after": "it cannot name columns behind SET NULL",
  "foreignKey/options after": "it knows neither DEFERRABLE nor MATCH nor NOT VALID",
  "index/options after": "it knows neither INCLUDE nor NULLS NOT DISTINCT of an index",
  "materializedView/indexes before": "it knows no indexes of materialized views",
  "materializedView/indexes after": "it knows no indexes of materialized views",
  "oddNames/change before": "it does not double the quotes in a name",
  "oddNames/change after": "it does not double the quotes in a name",
  "oddNames/create after": "it does not double the quotes in a name",
  "oddNames/long after": "it gives a table and an index what the server cuts to one name",
  "online/partitioned before": "it knows no partitions",
  "online/partitioned after": "it knows no partitions",
  "online/partitions before": "it knows no partitions",
  "online/partitions after": "it knows no partitions",
  "partition/attach before": "it knows no partitions",
  "partition/attach after": "it knows no partitions",
  "partition/bound before": "it knows no partitions",
  "partition/bound after": "it knows no partitions",
  "partition/changeTable before": "it knows no partitions",
  "partition/changeTable after": "it knows no partitions",
  "partition/create before": "it knows no partitions",
  "partition/create after": "it knows no partitions",
  "partition/createTable after": "it knows no partitions",
  "partition/ownColumns before": "it knows no partitions",
  "partition/ownColumns after": "it knows no partitions",
  "partition/dropTable before": "it knows no partitions",
  "primaryKey/withoutOverlaps before": "it knows neither WITHOUT OVERLAPS nor PERIOD",
  "primaryKey/withoutOverlaps after": "it knows neither WITHOUT OVERLAPS nor PERIOD",
  "range/change before": "it knows no range types",
  "range/change after": "it knows no range types",
  "range/renamed before": "it knows no range types",
  "range/renamed after": "it knows no range types",
  "range/create after": "it knows no range types",
  "range/drop before": "it knows no range types",
  "role/change before": "the cluster has the role already",
  "role/change after": "the cluster has the role already",
  "role/drop before": "the cluster has the role already",
  "sequence/options before": "it knows neither AS nor UNLOGGED",
  "sequence/options after": "it knows neither AS nor OWNED BY nor UNLOGGED",
  "table/indexUses before": "it knows neither REPLICA IDENTITY nor CLUSTER ON",
  "table/indexUses after": "it knows neither REPLICA IDENTITY nor CLUSTER ON",
  "table/settings before": "it knows neither UNLOGGED nor storage parameters",
  "table/settings after": "it knows neither UNLOGGED nor storage parameters",
  "trigger/change before": "it knows no triggers",
  "trigger/change after": "it knows no triggers",
  "trigger/constraint before": "it knows no triggers",
  "trigger/constraint after": "it knows no triggers",
  "trigger/create after": "it knows no triggers",
  "trigger/drop before": "it knows no triggers",
  "trigger/retypedColumn before": "it knows no triggers",
  "trigger/retypedColumn after": "it knows no triggers",
  "unique/options after": "it knows neither INCLUDE nor DEFERRABLE",
  "view/renamed before": "it makes a view before the one that it reads",
  "view/renamed after": "it makes a view before the one that it reads",
  "view/change before": "it makes a view before the one that it reads",
  "view/change after": "it makes a view before the one that it reads",
  "view/create after": "it makes a view before the one that it reads",
};

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
