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
  type CallOptions,
  check,
  createAll,
  type CreateAllOptions,
  current,
  diff,
  downgrade,
  downgradeSql,
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
  stampSql,
  upgrade,
  upgradeSql,
  verify,
} from "./api.ts";
export {
  type ConfigContext,
  type ConfigFunction,
  type DatabaseConfig,
  defineConfig,
  type LimbeckConfig,
} from "./config/config.ts";
export type { ImportedRevision } from "./config/importedRevision.ts";
export type { Logger } from "./output/logger.ts";
export type { IncludedObject, ProcessContext, RevisionPlan } from "./config/hooks.ts";
