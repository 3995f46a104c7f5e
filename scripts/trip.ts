import { inspect } from "node:util";

import { type Connection } from "../packages/database/src/index.ts";
import { type Schema } from "../packages/model/src/schema.ts";
import { describe as inWords, type Operation } from "../packages/operations/src/index.ts";
import { differences } from "../packages/proof/src/compare.ts";
import { type GoldenCase } from "../packages/proof/src/testing/goldenCase.ts";
import { goldenDatabase } from "../packages/proof/src/testing/goldenDatabase.ts";
import { goldenRun } from "../packages/proof/src/testing/goldenRun.ts";
import { type GoldenTrip, goldenTrip } from "../packages/proof/src/testing/goldenTrip.ts";
import { caseNamed } from "./lib/cases.ts";

/*
 * `npm run trip -- column/defaultLiteral` prints what a golden case is at every station between the models and the
 * database. A wrong answer is found by looking for the first station at which it is wrong.
 */

/** What is printed, in this order, under these headings. */
const stations: Readonly<Record<string, (trip: GoldenTrip) => string>> = {
  "read from before.ts": ({ before }) => show(parts(before.schema)),
  "read from after.ts": ({ after }) => show(parts(after.schema)),
  "the database of before.ts, introspected": ({ database }) => show(parts(database)),
  "after.ts with the server's words": ({ canonical }) => show(parts(canonical)),
  differences: ({ upgrade }) => list(upgrade.map(inWords)),
  "operations of the upgrade": ({ upgrade }) => upgrade.map(show).join("\n"),
  "operations of the downgrade": ({ downgrade }) => downgrade.map(show).join("\n"),
  "revision.ts": ({ files }) => files["revision.ts"],
  "postgres.sql": ({ files }) => files["postgres.sql"],
};

/** A schema without the parts that are empty. */
function parts(schema: Schema): object {
  const { dialect: _, ...rest } = schema;
  return Object.fromEntries(
    Object.entries<unknown>(rest).filter(([, part]) => !Array.isArray(part) || part.length > 0),
  );
}

function show(value: unknown): string {
  return inspect(value, {
    depth: null,
    breakLength: 110,
    maxStringLength: null,
    colors: process.stdout.isTTY,
  });
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? "nothing" : lines.join("\n");
}

function station(heading: string, text: string): void {
  console.log(`\n── ${heading} ${"─".repeat(Math.max(0, 100 - heading.length))}\n${text.trimEnd()}`);
}

/** Runs the file both ways, and says what is left to do after each. */
async function closeTheLoop(golden: GoldenCase, trip: GoldenTrip, connection: Connection): Promise<void> {
  const left = async (schema: Schema): Promise<string> => {
    const operations: readonly Operation[] = await differences(connection, schema, { comments: true });
    return list(operations.map(inWords));
  };
  const run = await goldenRun(golden, trip.files["revision.ts"], connection);
  await run.upgrade();
  station("differences after the upgrade", await left(trip.after.schema));
  await run.downgrade();
  station("differences after the downgrade", await left(trip.before.schema));
}

const golden = caseNamed(process.argv[2] ?? "");
const database = await goldenDatabase();
try {
  const connection = await database.emptied();
  const trip = await goldenTrip(golden, connection);
  for (const [heading, text] of Object.entries(stations)) station(heading, text(trip));
  await closeTheLoop(golden, trip, connection);
} finally {
  await database.drop();
}
