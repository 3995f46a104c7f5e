import { ownTablesOf } from "./ownTables.ts";
import { forgetSql, historySql, type HistoryRun, type HistoryStep } from "./history.ts";
import { type Runner } from "./migrationLock.ts";
import { type PreparedStep } from "./preparedStep.ts";
import { type Progress, runOf } from "./progress.ts";
import { historyStep } from "./historyStep.ts";
import { type Part } from "./segment.ts";

/** Notes that a step has begun that leaves its transaction, before anything of it can take effect. */
export async function noteStart(
  runner: Runner,
  { step, completes, ledger }: Part,
  progress: Progress,
): Promise<void> {
  if (completes || ledger === undefined || ledger.from > 0 || ledger.inDoubt) return;
  const { table } = runner.session;
  const started = entry(runner, step, progress, "started");
  // A try before this one may have begun it.
  await runner.connection.batch([
    forgetSql(ownTablesOf(runner.connection), table, step.step.revision),
    started,
  ]);
}

/** Notes how far a step is: in the transaction of the part that is done, or right behind it where it can have none. */
export async function noteProgress(
  runner: Runner,
  { step, ledger }: Part,
  progress: Progress,
): Promise<void> {
  if (ledger === undefined) return;
  const { done, checksum } = ledger;
  await runner.connection.execute(entry(runner, step, progress, `step ${done}`, { checksum }));
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
