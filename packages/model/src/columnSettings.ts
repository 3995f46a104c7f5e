import { type StorageParameters } from "./storageParameters.ts";

/** Where large values of a column are kept, and whether compressed (PostgreSQL manual, TOAST). */
export type ColumnStorage = "plain" | "main" | "external" | "extended";

export type ColumnCompression = "pglz" | "lz4";

/** PostgreSQL: what a column says of how its values are kept and counted; each absent where nothing but the default is said. */
export interface ColumnSettings {
  /** Absent: as its type does. */
  readonly storage?: ColumnStorage;
  /** Absent: `default_toast_compression`. */
  readonly compression?: ColumnCompression;
  /** How much ANALYZE learns of the values; absent: `default_statistics_target`. */
  readonly statistics?: number;
  /** `n_distinct`, `n_distinct_inherited`: what the planner is to believe. */
  readonly options?: StorageParameters;
}

export const COLUMN_SETTINGS = [
  "storage",
  "compression",
  "statistics",
  "options",
] as const satisfies readonly (keyof ColumnSettings)[];
