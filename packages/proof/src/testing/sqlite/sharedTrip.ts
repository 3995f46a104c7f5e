import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type SqliteConnection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { emptySchema } from "@limbeck/model";
import { type Operation, type Operations, record } from "@limbeck/operations";

import { type GoldenCase, goldenCases, goldenRows } from "../goldenCase.ts";
import { goldenModels, goldenRevision, type Side } from "../goldenModels.ts";
import { page, perform } from "./goldenTrip.ts";

/** What SQLite makes of a case of PostgreSQL whose operations have a meaning there. */
const FILE = "sqlite.sql";

/** The cases of PostgreSQL whose revision runs on SQLite too. */
export function goldenCasesOfBoth(): readonly GoldenCase[] {
  return goldenCases().filter(({ folder }) => existsSync(join(folder, FILE)));
}

/** Where a case is on its way: `target` is what the models after it say, made from nothing on the other connection. */
export type Station = "start" | "target" | "end" | "back" | "again";

/**
 * Takes the revision of a case there, back, and there again, as one set of revisions does on two databases, and gives the statements. Both
 * connections lead to empty databases.
 */
export async function sharedTrip(
  golden: GoldenCase,
  { trip, fresh }: Readonly<Record<"trip" | "fresh", SqliteConnection>>,
  look: (station: Station) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  await stand(golden, "before", trip);
  await trip.execute(goldenRows(golden));
  await look("start");
  await stand(golden, "after", fresh);
  await look("target");
  const { upgrade, downgrade } = await recordedOnSqlite(golden);
  const there = await perform(trip, upgrade);
  await look("end");
  const back = await perform(trip, downgrade);
  await look("back");
  await perform(trip, upgrade);
  await look("again");
  return `-- upgrade\n${page(there)}\n\n-- downgrade\n${page(back)}\n`;
}

/** Makes an empty database what the models of a side say, as the revisions of PostgreSQL would have made it. */
async function stand(golden: GoldenCase, side: Side, connection: SqliteConnection): Promise<void> {
  const { schema } = await goldenModels(golden, side);
  await perform(connection, asWritten(diff(emptySchema("postgres"), schema)));
}

/** In a revision file every constraint has its name, whoever chose it. */
function asWritten(operations: readonly Operation[]): readonly Operation[] {
  const text = JSON.stringify(operations, (key, value: unknown) =>
    key === "derivedName" ? undefined : typeof value === "bigint" ? Number(value) : value,
  );
  return JSON.parse(text) as readonly Operation[];
}

/** What the written file records on SQLite. */
export async function recordedOnSqlite(
  golden: GoldenCase,
): Promise<Readonly<Record<"upgrade" | "downgrade", readonly Operation[]>>> {
  const module = await goldenRevision(join(golden.folder, "revision.ts"));
  const context = { dialect: "sqlite", offline: false, replay: false, x: {} } as const;
  const run = (direction: "upgrade" | "downgrade") =>
    record((op: Operations) => void module[direction]?.(op), { ...context, direction }).map(
      ({ operation }) => operation,
    );
  return { upgrade: run("upgrade"), downgrade: run("downgrade") };
}

/** What stands in the folder; the empty text where there is nothing. */
export function readShared({ folder }: GoldenCase): string {
  const file = join(folder, FILE);
  return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
}

/** Writes it; the empty text takes it away. */
export function writeShared({ folder }: GoldenCase, text: string): void {
  if (text === "") rmSync(join(folder, FILE), { force: true });
  else writeFileSync(join(folder, FILE), text);
}
