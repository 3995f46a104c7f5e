import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connect, type Connection, lockHolder, lockKey } from "@limbeck/database";
import { currentInDetail, type HalfRun, readHistory, versionTable } from "@limbeck/runtime";
import { catalogWitness, pgDump, type TestDatabase } from "@limbeck/testkit";
import { type LongHistory } from "./history.ts";

/** A database that is looked at. */
export type Inspected = Pick<TestDatabase, "url" | "name" | "server"> & {
  readonly client: () => Promise<pg.Client>;
};

/** Where a database is after something went wrong. */
export interface Place {
  /** How many revisions are applied. */
  readonly applied: number;
  readonly halfRun?: HalfRun;
}

/** Waits until nobody holds a lock: of a process that was killed the session may live a moment longer. */
export async function untilFree(connection: Connection, database: string): Promise<void> {
  const name = { database, schema: "public", versionTable: "limbeck_version" };
  for (let look = 0; look < 200; look += 1) {
    const held = [
      await lockHolder(connection, lockKey(name)),
      await lockHolder(connection, lockKey({ ...name, part: "work" })),
    ];
    if (held.every((holder) => holder === undefined)) return;
    await sleep(50);
  }
  throw new Error("a lock is left");
}

/** Says where the database is, after seeing that it is nowhere else: each part was done once, and none is that is not recorded. */
export async function inspect(database: Inspected, history: LongHistory): Promise<Place> {
  const connection = await connect(database.url);
  try {
    await untilFree(connection, database.name);
    const { graph, ids } = history;
    const read = (revision: string) => Promise.resolve({ checksum: revision });
    const { rows, told } = await currentInDetail({ connection, graph, read });
    const applied = rows.length === 0 ? 0 : ids.indexOf(rows[0] ?? "") + 1;
    const [halfRun, ...more] = told?.halfRun ?? [];
    if (rows.length > 1 || more.length > 0) throw new Error(`at ${rows.join()}, half-run ${more.length}`);
    if (halfRun !== undefined && halfRun.revision !== ids[applied])
      throw new Error(`${halfRun.revision} is half-run at ${rows.join()}`);
    await checkParts(connection, history, applied, halfRun);
    return { applied, ...(halfRun === undefined ? {} : { halfRun }) };
  } finally {
    await connection.close();
  }
}

async function checkParts(
  connection: Connection,
  { ids, partsOf }: LongHistory,
  applied: number,
  halfRun: HalfRun | undefined,
): Promise<void> {
  if (applied === 0) return;
  const found = await connection.query<{ at: number; parts: string }>(
    "SELECT at, string_agg(part, ',' ORDER BY part) AS parts FROM steps GROUP BY at ORDER BY at",
  );
  const done = ids.slice(0, applied).map((id, at) => `${at} ${partsOf(id).toSorted().join()}`);
  const words = found.map(({ at, parts }) => `${at} ${parts}`);
  if (words.slice(0, applied).join("\n") !== done.join("\n"))
    throw new Error(`done otherwise:\n${words.join("\n")}`);
  const [next, ...rest] = found.slice(applied);
  if (rest.length > 0 || (next !== undefined && halfRun === undefined))
    throw new Error("done and not recorded");
  const parts = partsOf(ids[applied] ?? "");
  const isPrefix =
    next === undefined || parts.slice(0, next.parts.split(",").length).toSorted().join() === next.parts;
  if (!isPrefix) throw new Error(`half-run otherwise: ${next.parts} of ${parts.join()}`);
}

/** All that a database is and holds; of the history what a clock and a machine do not change. */
export async function stateOf(database: Inspected): Promise<readonly string[]> {
  const connection = await connect(database.url);
  const client = await database.client();
  try {
    const schema = (await pgDump(database.url, database.server.major)) ?? (await catalogWitness(client));
    const data = [
      "SELECT * FROM steps ORDER BY 1, 2",
      "SELECT n, count(*) FROM rows GROUP BY 1 ORDER BY 1",
      "SELECT * FROM limbeck_version",
    ];
    const rows: string[] = [];
    for (const sql of data) rows.push(JSON.stringify(await connection.query(sql)));
    const kept = (await readHistory(connection, versionTable())).filter(
      ({ outcome }) => outcome !== "failed",
    );
    const steps = kept
      .toReversed()
      .map(
        ({ revision, direction, outcome, checksum }) =>
          `${revision} ${direction} ${outcome} ${checksum ?? ""}`,
      );
    return [...schema, ...rows, ...steps];
  } finally {
    await client.end();
    await connection.close();
  }
}
