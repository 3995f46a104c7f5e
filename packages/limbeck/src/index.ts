export { LimbeckError } from "@limbeck/model";
export type { RevisionText, Template } from "@limbeck/emitter";
export {
  type BatchesInput,
  type BatchScope,
  type CallbackScope,
  defineOperation,
  type LiveOperations,
  type Operation,
  type Operations,
  type OwnOperations,
  type OwnRow,
  type RevisionContext,
  sql,
  type Sql,
} from "@limbeck/operations";
export type { AppliedStep, OnStep, StepScope } from "@limbeck/runtime";
export {
  branches,
  check,
  current,
  diff,
  downgrade,
  dryRun,
  ensureVersion,
  heads,
  history,
  init,
  type InitOptions,
  log,
  merge,
  rebase,
  revision,
  show,
  squash,
  stamp,
  upgrade,
  verify,
} from "./api.ts";
export type { CallOptions } from "./call.ts";
export {
  type ConfigContext,
  type ConfigFunction,
  type DatabaseConfig,
  defineConfig,
  type LimbeckConfig,
} from "./config/config.ts";
export { createAll, type CreateAllOptions } from "./createAll.ts";
export { downgradeSql, stampSql, upgradeSql } from "./sqlApi.ts";
export type { ImportedRevision } from "./config/importedRevision.ts";
export type { Logger } from "./output/logger.ts";
export type { IncludedObject, ProcessContext, RevisionPlan } from "./config/hooks.ts";
