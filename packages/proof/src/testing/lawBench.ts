import { type Connection, fromClient } from "@limbeck/database";
import {
  catalogWitness,
  freshDatabase,
  newestMajor,
  pgDump,
  pgDumpOfPglite,
  scratchPglite,
} from "@limbeck/testkit";

import { witness } from "./journey.ts";
import { prepared } from "./prepared.ts";

/** A database that one schema after the other is built in. */
export interface LawDatabase {
  readonly connection: Connection;
  /** What it is, in lines, as all witnesses say. */
  readonly lines: () => Promise<readonly string[]>;
  readonly drop: () => Promise<void>;
}

/** Two databases that pairs use one after the other: making new ones for each takes longer than all that is done in them. */
export interface LawBench {
  readonly left: LawDatabase;
  readonly right: LawDatabase;
  readonly drop: () => Promise<void>;
}

async function bench(database: () => Promise<LawDatabase>): Promise<LawBench> {
  const [left, right] = [await database(), await database()];
  const drop = async (): Promise<void> => {
    await left.drop();
    await right.drop();
  };
  return { left, right, drop };
}

/** On a real server; the catalog is the witness. */
export function serverBench(major: number = newestMajor): Promise<LawBench> {
  return bench(() => onServer(major, () => Promise.resolve([])));
}

/** On a real server with `pg_dump` as a second witness; undefined where none is there that is new enough. */
export async function dumpBench(major: number): Promise<LawBench | undefined> {
  const probe = await freshDatabase({ major });
  const dump = await pgDump(probe.url, major);
  await probe.drop();
  return dump && bench(() => onServer(major, async (url) => (await pgDump(url, major)) ?? []));
}

async function onServer(
  major: number,
  dump: (url: string) => Promise<readonly string[]>,
): Promise<LawDatabase> {
  const database = await freshDatabase({ major });
  const client = await database.client();
  return {
    connection: prepared(await fromClient(client)),
    lines: async () => [...(await catalogWitness(client)), ...linesOf(await dump(database.url))],
    drop: () => database.drop(),
  };
}

/** On PostgreSQL in this process, with the `pg_dump` that was built for it as a second witness. */
export function pgliteBench(): Promise<LawBench> {
  return bench(async () => {
    const scratch = await scratchPglite();
    const connection = await fromClient(scratch.pglite);
    const dump = () => pgDumpOfPglite(scratch.pglite);
    return {
      connection,
      lines: async () => [...(await witness(connection)), ...linesOf(await dump())],
      drop: () => scratch.close(),
    };
  });
}

/** The entries of a dump as lines that say what they are about. */
function linesOf(dump: readonly string[]): readonly string[] {
  return dump.flatMap((entry) => {
    const [first = "", ...rest] = entry.split("\n");
    return [`dump ${first}`, ...rest.map((line) => `dump ${first} ${line}`)];
  });
}
