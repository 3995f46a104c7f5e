import { setTimeout as sleep } from "node:timers/promises";
import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { readHistory } from "../ledger/history.ts";
import { type Runner } from "../session/migrationLock.ts";
import { notedOutcome } from "../ledger/ledger.ts";
import { type Progress } from "../ledger/progress.ts";
import { type Failure } from "./runSegment.ts";
import { type Segment } from "./segment.ts";

/** Whether the connection broke when all that was left to do was to hear that the transaction is committed. */
export function isLostAtCommit({ transaction }: Segment, { item, error }: Failure): boolean {
  return transaction && item === undefined && isLimbeckError(error) && error.code === "connection-lost";
}

/**
 * Looks, by way of another session, whether a transaction of which the answer was lost was committed; undefined where nobody can be
 * asked.
 */
export async function wasCommitted(
  runner: Runner,
  segment: Segment,
  progress: Progress,
): Promise<boolean | undefined> {
  const { connect, options, session } = runner;
  if (connect === undefined) return undefined;
  try {
    const connection = await connect();
    try {
      // Behind a pooler nobody knows whose session it was.
      if (options.lock !== "transaction") await untilGone(connection, session.pid);
      return await isNoted(connection, runner, segment, progress);
    } finally {
      await connection.close();
    }
  } catch {
    return undefined;
  }
}

/** The row of the history that was written in that very transaction. */
async function isNoted(
  connection: Connection,
  { session }: Runner,
  { parts }: Segment,
  progress: Progress,
): Promise<boolean> {
  const part = parts.at(-1);
  const revision = part?.step.step.revision ?? "";
  const started = progress.started.get(revision)?.date.getTime();
  const outcome = part === undefined || part.completes ? "done" : notedOutcome(part);
  const rows = await readHistory(connection, session.table, { revisions: [revision] });
  return rows.some((row) => row.outcome === outcome && Math.round(row.started.getTime()) === started);
}

const LOOKS = 100;
const PAUSE = 100;

/** Waits until a session has ended, at most some seconds. */
async function untilGone(connection: Connection, pid: number): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = await connection.query("SELECT FROM pg_stat_activity WHERE pid = $1", [pid]);
    if (found.length === 0) return;
    await sleep(PAUSE);
  }
}
