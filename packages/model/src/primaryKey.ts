import { type Deferrable, type Named } from "./constraint.ts";
import { type StorageParameters } from "./storageParameters.ts";

export interface PrimaryKey extends Named {
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  /** Storage parameters of the index behind it. */
  readonly with?: StorageParameters;
}
