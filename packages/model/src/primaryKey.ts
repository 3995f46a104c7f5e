import { type Deferrable, type Named, type OnConflict } from "./constraint.ts";
import { type StorageParameters } from "./storageParameters.ts";

export interface PrimaryKey extends Named {
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  /** Storage parameters of the index behind it. */
  readonly with?: StorageParameters;
  /** SQLite: ids of deleted rows never come again. */
  readonly autoincrement?: true;
  /** SQLite: those of its columns that its index keeps in falling order. */
  readonly descending?: readonly string[];
  readonly onConflict?: OnConflict;
}
