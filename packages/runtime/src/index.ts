export {
  type Bookkeeping,
  bookkeepingOf,
  bookkeepingQuestions,
  readBookkeeping,
} from "./ledger/bookkeeping.ts";
export { type ChangedRevision, type ReadChecksum, type RevisionChecksum } from "./ledger/changed.ts";
export {
  current,
  type Current,
  currentInDetail,
  type CurrentInDetail,
  detailOf,
  type ToldByHistory,
} from "./current.ts";
export { doneWords } from "./doneWords.ts";
export { downgrade, takeBack } from "./downgrade.ts";
export { tryDowngrade, tryUpgrade, type TriedRun } from "./dryRun/database.ts";
export { type Blocked, type LockMode, type TableLock } from "./dryRun/locks.ts";
export { tryOnScratch } from "./dryRun/scratch.ts";
export { type TriedStatement, type TriedStep } from "./dryRun/tried.ts";
export { type EnsuredVersion, ensureVersion, offlineEnsureVersion } from "./ensureVersion.ts";
export type { Report, RuntimeEvent } from "./event.ts";
export { holderWords } from "./holderWords.ts";
export type { HalfRun } from "./ledger/halfRun.ts";
export { type HistoryOptions, type HistoryRow, outcomeWords, readHistory } from "./ledger/history.ts";
export type { LoadedRevision, LoadRevision, Locate, SourcePlace } from "./steps/loadedRevision.ts";
export type { Access, Connect, LockScope, PrepareOptions, RunOptions, TransactionMode } from "./options.ts";
export type { RunResult } from "./perform.ts";
export { type PrepareInput, prepareSteps } from "./steps/prepare.ts";
export { lossesOn } from "./losses/countLosses.ts";
export { type Count } from "./losses/count.ts";
export { type Loss } from "./losses/loss.ts";
export { lossWords } from "./losses/lossWords.ts";
export { type Preview, previewDowngrade, previewUpgrade } from "./preview.ts";
export {
  type CallItem,
  isCode,
  type Item,
  type PreparedStep,
  type StatementItem,
} from "./steps/preparedStep.ts";
export type { FinishedStep } from "./ledger/progress.ts";
export { readRows } from "./ledger/rows.ts";
export { stamp, type StampInput } from "./stamp.ts";
export { type MigrateInput, upgrade } from "./upgrade.ts";
export { type VersionTable, versionTable, type VersionTableOptions } from "./ledger/versionTable.ts";
export {
  offlineDowngrade,
  type OfflineInput,
  type OfflineOptions,
  offlineStamp,
  type OfflineStampInput,
  offlineUpgrade,
} from "./offline/offline.ts";
export { ended } from "./offline/ended.ts";
export { stepWords } from "./stepWords.ts";
export type { AppliedStep, OnStep, StepScope } from "./steps/stepHook.ts";
