import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Connection } from "@limbeck/database";
import { buildGraph } from "@limbeck/revisions";
import { upgrade } from "@limbeck/runtime";
import { freshDatabase } from "@limbeck/testkit";

/** In milliseconds: how long a statement of the migration waits, and how long the reader reads. */
const LOCK_TIMEOUT = 200;
const READING = 2500;

const graph = buildGraph([
  { revision: "a", downRevisions: [], branchLabels: [], dependsOn: [], message: "a column" },
]);
const ALTER = "ALTER TABLE accounts ADD COLUMN note text";
const load = () =>
  Promise.resolve({
    upgrade: (op: { execute: (sql: string) => void }) => op.execute(ALTER),
    downgrade: () => undefined,
    checksum: "a",
  });

/** What a writer waits while a revision wants a table that somebody reads for long: by itself, beside Limbeck, beside a bare ALTER TABLE. */
export async function benchmark(runs: number): Promise<void> {
  console.log(
    `\nlocks: a writer's latency in ms, lock_timeout ${LOCK_TIMEOUT}, a reader of ${READING} ms in the way`,
  );
  const quiet: number[] = [];
  const limbeck: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < Math.min(runs, 5); run += 1) {
    quiet.push(...(await writing(() => sleep(1000))));
    limbeck.push(...(await writing(runLimbeck)));
    bare.push(...(await writing(runBare)));
  }
  for (const [name, latencies] of Object.entries({
    "no migration": quiet,
    Limbeck: limbeck,
    "bare ALTER TABLE": bare,
  }))
    console.log(`  ${name.padEnd(18)} ${words(latencies)}`);
  const p99 = percentile(limbeck, 0.99);
  console.log(`  p99 beside Limbeck is ${p99 < LOCK_TIMEOUT + 100 ? "under" : "OVER"} lock_timeout + 100 ms`);
}

const runLimbeck = async (url: string): Promise<void> => {
  const options = { lockTimeout: LOCK_TIMEOUT, lockRetries: 30, retryPause: 200 };
  await upgrade({ connect: () => connect(url), graph, load, target: "head", options });
};

const runBare = async (url: string): Promise<void> => {
  const connection = await connect(url);
  await connection.execute(ALTER);
  await connection.close();
};

/** The latencies of a writer, from when the reader has begun until the migration is through. */
async function writing(migrate: (url: string) => Promise<void>): Promise<readonly number[]> {
  const database = await freshDatabase({
    sql: "CREATE TABLE accounts AS SELECT n AS id, 0 AS balance FROM generate_series(1, 1000) AS n; CREATE UNIQUE INDEX ON accounts (id)",
  });
  const [writer, reader] = await Promise.all([connect(database.url), connect(database.url)]);
  const latencies: number[] = [];
  let isOver = false;
  const write = async (): Promise<void> => {
    while (!isOver) latencies.push(await timed(writer));
  };
  await reader.execute("BEGIN; SELECT count(*) FROM accounts");
  const reading = sleep(READING).then(() => reader.execute("COMMIT"));
  const migrating = migrate(database.url).finally(() => {
    isOver = true;
  });
  await Promise.all([write(), migrating, reading]);
  await Promise.all([writer.close(), reader.close()]);
  await database.drop();
  return latencies;
}

async function timed(writer: Connection): Promise<number> {
  const start = performance.now();
  await writer.execute(
    `UPDATE accounts SET balance = balance + 1 WHERE id = ${1 + Math.floor(Math.random() * 1000)}`,
  );
  return performance.now() - start;
}

function words(latencies: readonly number[]): string {
  const of = (share: number): string => percentile(latencies, share).toFixed(1).padStart(8);
  return `median ${of(0.5)}  p99 ${of(0.99)}  longest ${of(1)}  writes ${latencies.length}`;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
