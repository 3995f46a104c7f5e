import { type Connection } from "@limbeck/database";
import { readHalfRuns } from "../ledger/halfRun.ts";
import { type Runner } from "../session/migrationLock.ts";
import { type Progress } from "../ledger/progress.ts";
import { readRows } from "../ledger/rows.ts";
import { type Part, type Segment, walkerOf } from "../steps/segment.ts";

/** Thrown, and caught, where another run has done meanwhile what this one was about to do: it is planned again. */
export class Moved extends Error {}

/**
 * Makes sure, now that nobody else can write, that the database is where the steps were planned for. Between two steps of a run
 * others have their turn, because a lock on a file ends with its transaction.
 */
export async function checkUnmoved(runner: Runner, segment: Segment, progress: Progress): Promise<void> {
  const { connection, session } = runner;
  const rows = await readRows(connection, session.table);
  const [part] = segment.parts;
  const begun = part === undefined ? true : await isAsFar(connection, runner, part);
  if (rows.join() !== progress.rows.toSorted().join() || !begun) throw new Moved();
}

async function isAsFar(connection: Connection, { session }: Runner, part: Part): Promise<boolean> {
  const { step, ledger } = part;
  const halfRuns = await readHalfRuns(connection, session.table);
  const begun = halfRuns.find(({ revision }) => revision === step.step.revision);
  const walker = walkerOf(part);
  const walked = walker?.isNoted === true ? walker.position : undefined;
  return (
    (begun?.done ?? 0) === (ledger?.from ?? 0) &&
    JSON.stringify(begun?.walk?.position) === JSON.stringify(walked)
  );
}
