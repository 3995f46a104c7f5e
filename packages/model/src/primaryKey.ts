import { type Backed, type Deferrable, type Named, type OnConflict } from "./constraint.ts";
import { type Divided } from "./indexPart.ts";
import { type Placed } from "./placed.ts";
import { type StorageParameters } from "./storageParameters.ts";

export interface PrimaryKey extends Named, Backed, Divided, Placed {
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  /** PostgreSQL 18: the last column is a range, and rows that are equal in the others may not overlap in it. */
  readonly withoutOverlaps?: true;
  /** Storage parameters of the index behind it. */
  readonly with?: StorageParameters;
  /** SQLite: ids of deleted rows never come again. */
  readonly autoincrement?: true;
  /** SQLite: those of its columns that its index keeps in falling order. */
  readonly descending?: readonly string[];
  /** SQLite: what its index compares a column by, where that is not what the column itself is compared by. */
  readonly collations?: Readonly<Record<string, string>>;
  readonly onConflict?: OnConflict;
}
