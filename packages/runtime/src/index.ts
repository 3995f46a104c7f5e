export { type Bookkeeping, bookkeepingOf, bookkeepingQuestions, readBookkeeping } from "./bookkeeping.ts";
export { type ChangedRevision, type ReadChecksum, type RevisionChecksum } from "./changed.ts";
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
export type { HalfRun } from "./halfRun.ts";
export { type HistoryOptions, type HistoryRow, outcomeWords, readHistory } from "./history.ts";
export type { LoadedRevision, LoadRevision, Locate, SourcePlace } from "./loadedRevision.ts";
export type { Access, Connect, LockScope, PrepareOptions, RunOptions, TransactionMode } from "./options.ts";
export type { RunResult } from "./perform.ts";
export { type PrepareInput, prepareSteps } from "./prepare.ts";
export { lossesOn } from "./losses/countLosses.ts";
export { type Count } from "./losses/count.ts";
export { type Loss } from "./losses/loss.ts";
export { lossWords } from "./losses/lossWords.ts";
export { type Preview, previewDowngrade, previewUpgrade } from "./preview.ts";
export { type CallItem, isCode, type Item, type PreparedStep, type StatementItem } from "./preparedStep.ts";
export type { FinishedStep } from "./progress.ts";
export { readRows } from "./rows.ts";
export { stamp, type StampInput } from "./stamp.ts";
export { type MigrateInput, upgrade } from "./upgrade.ts";
export { type VersionTable, versionTable, type VersionTableOptions } from "./versionTable.ts";
export {
  offlineDowngrade,
  type OfflineInput,
  type OfflineOptions,
  offlineStamp,
  type OfflineStampInput,
  offlineUpgrade,
} from "./offline.ts";
export { ended } from "./ended.ts";
export { stepWords } from "./stepWords.ts";
export type { AppliedStep, OnStep, StepScope } from "./stepHook.ts";
