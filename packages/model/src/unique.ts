import { type Deferrable, type Named, type OnConflict } from "./constraint.ts";
import { type StorageParameters } from "./storageParameters.ts";

/** A unique constraint. A unique index is an Index. */
export interface Unique extends Named {
  readonly columns: readonly string[];
  readonly nullsNotDistinct?: true;
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  /** Storage parameters of the index behind it. */
  readonly with?: StorageParameters;
  readonly onConflict?: OnConflict;
}
