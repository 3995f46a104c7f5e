import { createHash } from "node:crypto";

import { type Connection, fromClient } from "@limbeck/database";
import {
  catalogWitness,
  freshDatabase,
  newestMajor,
  pgDump,
  pgDumpOfPglite,
  scratchPglite,
  type TestDatabase,
} from "@limbeck/testkit";

import { witness } from "./journey.ts";

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
    connection: preparing(await fromClient(client)),
    lines: async () => [...(await preparedWitness(client)), ...linesOf(await dump(database.url))],
    drop: () => database.drop(),
  };
}

/** The witness asks the same again and again, and to plan its questions takes longer than to answer them. */
function preparedWitness(client: Awaited<ReturnType<TestDatabase["client"]>>): Promise<readonly string[]> {
  return catalogWitness({ query: (text) => client.query({ name: digest(text), text }) });
}

/** So does `introspect`, whose question of the catalog is the longest there is. */
function preparing(connection: Connection): Connection {
  const prepared = new Set<string>();
  const prepare = async (text: string): Promise<string> => {
    if (!text.startsWith("WITH ns AS")) return text;
    const name = `"${digest(text)}"`;
    if (!prepared.has(name)) await connection.execute(`PREPARE ${name} AS ${text}`);
    prepared.add(name);
    return `EXECUTE ${name}`;
  };
  return {
    ...connection,
    batch: async (statements) => connection.batch(await Promise.all(statements.map(prepare))),
  };
}

function digest(text: string): string {
  return createHash("sha1").update(text).digest("hex");
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
