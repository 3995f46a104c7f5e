import { type Check } from "./check.ts";
import { type Column } from "./column.ts";
import { type Exclusion } from "./exclusion.ts";
import { type ForeignKey } from "./foreignKey.ts";
import { nameKey, type QualifiedName, sameName } from "./name.ts";
import { type PartitionKey, type PartitionOf } from "./partition.ts";
import { type PartitionColumn } from "./partitionColumn.ts";
import { type Policy } from "./policy.ts";
import { type PrimaryKey } from "./primaryKey.ts";
import { type StorageParameters } from "./storageParameters.ts";
import { type IndexUses } from "./indexUse.ts";
import { type Index } from "./tableIndex.ts";
import { type Unique } from "./unique.ts";

/**
 * A table with all that lives in it. Names, never pointers, connect it with others. A partition is a table too: its columns, and
 * whatever else it has from the table that it is a part of, stand there and not here.
 */
export interface Table extends QualifiedName, IndexUses {
  /** Its rows live in its partitions. */
  readonly partitionBy?: PartitionKey;
  readonly partitionOf?: PartitionOf;
  /** Kept out of the write-ahead log: fast, and empty after a crash (UNLOGGED). */
  readonly unlogged?: true;
  /** Storage parameters, those of its TOAST table with `toast.` in front. */
  readonly with?: StorageParameters;
  /** SQLite: values are of the type of their column (STRICT). */
  readonly strict?: true;
  /** SQLite: rows live in the index of the primary key (WITHOUT ROWID). */
  readonly withoutRowid?: true;
  readonly columns: readonly Column[];
  /** What the columns of a partition have otherwise, sorted by name. */
  readonly partitionColumns?: readonly PartitionColumn[];
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly Unique[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  readonly indexes: readonly Index[];
  /** Rows are seen and changed as far as policies let them be (ENABLE ROW LEVEL SECURITY). */
  readonly rowSecurity?: true;
  /** Policies hold for the owner of the table too (FORCE ROW LEVEL SECURITY). */
  readonly forceRowSecurity?: true;
  readonly policies: readonly Policy[];
  readonly comment?: string;
}

/** The parts of a table that are lists; whoever walks a table walks these. */
export type TablePart =
  "columns" | "uniques" | "foreignKeys" | "checks" | "exclusions" | "indexes" | "policies";

export function emptyTable(name: QualifiedName): Table {
  return {
    ...name,
    columns: [],
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    policies: [],
  };
}

/** A table that is a part of another. */
export type Partition = Table & Required<Pick<Table, "partitionOf">>;

export function isPartition(table: Table): table is Partition {
  return table.partitionOf !== undefined;
}

/** The partitions of a table on all levels, each behind the one that it is a part of, in the order of the list. */
export function partitionsOf(table: QualifiedName, tables: readonly Table[]): readonly Partition[] {
  return tables
    .filter(isPartition)
    .filter(({ partitionOf }) => sameName(partitionOf.table, table))
    .flatMap((one) => [one, ...partitionsOf(one, tables)]);
}

/** The tables that are to be kept; what is a part of one that is not goes with it. */
export function keepTables(tables: readonly Table[], keep: (table: Table) => boolean): readonly Table[] {
  return withoutOrphans(tables.filter(keep));
}

function withoutOrphans(tables: readonly Table[]): readonly Table[] {
  const names = new Set(tables.map(nameKey));
  const kept = tables.filter((table) => !isPartition(table) || names.has(nameKey(table.partitionOf.table)));
  return kept.length === tables.length ? kept : withoutOrphans(kept);
}
