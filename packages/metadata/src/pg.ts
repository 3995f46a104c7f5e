export { type AnyColumn, type AnySql } from "./declarations/attach.ts";
export { forceRowSecurity } from "./declarations/forceRowSecurity.ts";
export { columnOptions, compression, statistics, storage } from "./declarations/columnSettings.ts";
export * from "./declarations/aggregate.ts";
export { pgCollation, type PgCollation, type PgCollationConfig } from "./declarations/collation.ts";
export * from "./declarations/comment.ts";
export * from "./declarations/composite.ts";
export {
  deferrable,
  include,
  indexComment,
  matchFull,
  noInherit,
  notEnforced,
  notValid,
  nullsNotDistinct,
  onDeleteColumns,
  period,
  withoutOverlaps,
} from "./declarations/constraint.ts";
export * from "./declarations/domain.ts";
export { exclusion, type ExclusionConfig, type ExclusionElement } from "./declarations/exclusion.ts";
export * from "./declarations/extension.ts";
export {
  type PgArgument,
  type PgArguments,
  pgFunction,
  type PgFunctionConfig,
  pgProcedure,
  type PgProcedureConfig,
  type PgRoutine,
  type PgTypeName,
} from "./declarations/function.ts";
export { notNullConstraint, type NotNullConfig } from "./declarations/notNull.ts";
export {
  type PartitionBoundConfig,
  type PartitionColumnConfig,
  type PartitionKeyConfig,
  type PartitionValue,
  pgPartition,
  type PgPartition,
  pgPartitionBy,
  type PgPartitionConfig,
} from "./declarations/partition.ts";
export { type PgPlacedName } from "./declarations/placedName.ts";
export * from "./declarations/range.ts";
export { ownedBy, sequenceType } from "./declarations/sequence.ts";
export { clusterOn, replicaIdentity, storageParameters, unlogged } from "./declarations/tableSettings.ts";
export * from "./declarations/trigger.ts";
export {
  type ViewColumn,
  type ViewIndexConfig,
  type ViewIndexElement,
  viewIndexes,
} from "./declarations/viewIndex.ts";
