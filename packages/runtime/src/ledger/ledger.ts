import { ownTablesOf } from "./ownTables.ts";
import { versionRowsChanged } from "../errors.ts";
import {
  forgetSql,
  forgetWalkSql,
  historySql,
  type HistoryRun,
  type HistoryStep,
  walkOutcome,
} from "./history.ts";
import { type Runner } from "../session/migrationLock.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { type Progress, runOf } from "./progress.ts";
import { historyStep } from "./historyStep.ts";
import { type Part, walkerOf } from "../steps/segment.ts";

/** Notes that a step has begun that leaves its transaction, before anything of it can take effect. */
export async function noteStart(runner: Runner, part: Part, progress: Progress): Promise<void> {
  const { step, completes, ledger } = part;
  const isBegun = walkerOf(part)?.isNoted === true;
  if (completes || ledger === undefined || ledger.from > 0 || ledger.inDoubt || isBegun) return;
  const { table } = runner.session;
  const started = entry(runner, step, progress, "started");
  // A try before this one may have begun it.
  await runner.connection.batch([
    forgetSql(ownTablesOf(runner.connection), table, step.step.revision),
    started,
  ]);
}

/**
 * Notes how far a step is: in the transaction of the part that is done, or right behind it where it can have none. Errors:
 * `version-rows-changed` if a walk is not where it was, so that somebody else did the batch.
 */
export async function noteProgress(runner: Runner, part: Part, progress: Progress): Promise<void> {
  const { step, ledger } = part;
  if (ledger === undefined) return;
  const { connection, session } = runner;
  const { checksum } = ledger;
  const noted = entry(runner, step, progress, notedOutcome(part), { checksum });
  const before = walkBefore(part);
  if (before === undefined) return connection.execute(noted);
  const own = ownTablesOf(connection);
  const forget = forgetWalkSql(own, session.table, step.step.revision, before);
  const [found = []] = await connection.batch([forget, noted]);
  if (found.length !== 1) throw versionRowsChanged(forget, own.historyName(session.table));
}

/** What is written down once a part of a step is done that does not end with it. */
export function notedOutcome(part: Part): HistoryRun["outcome"] {
  const { from = 0, done = 0 } = part.ledger ?? {};
  const position = walkerOf(part)?.next?.position;
  return position === undefined ? `step ${done}` : walkOutcome(from, position);
}

/** What says how far the walk was that the part goes on with. */
function walkBefore(part: Part): HistoryRun["outcome"] | undefined {
  const walker = walkerOf(part);
  return walker?.isNoted === true ? walkOutcome(part.ledger?.from ?? 0, walker.position) : undefined;
}

function entry(
  { connection, session, options }: Runner,
  step: PreparedStep,
  progress: Progress,
  outcome: HistoryRun["outcome"],
  more: Partial<HistoryStep> = {},
): string {
  return historySql(
    ownTablesOf(connection),
    session.table,
    { ...historyStep(step, options), ...more },
    runOf(progress, step, outcome),
  );
}
