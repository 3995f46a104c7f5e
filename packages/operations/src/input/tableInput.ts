import { type QualifiedName, type ReplicaIdentity, type StorageParameters, type Table } from "@limbeck/model";

import { type ColumnInput, column, columnInput } from "./columnInput.ts";
import {
  check,
  type CheckInput,
  checkInput,
  foreignKey,
  type ForeignKeyInput,
  foreignKeyInput,
  primaryKey,
  type PrimaryKeyInput,
  primaryKeyInput,
  unique,
  type UniqueInput,
  uniqueInput,
} from "./constraintInput.ts";
import { defined } from "./defined.ts";
import { type ExcludeInput, exclusion, exclusionInput } from "./exclusionInput.ts";
import { partitionKey, type PartitionKeyInput, partitionKeyInput } from "./partitionInput.ts";
import { type PartitionOfTableInput } from "./partitionTableInput.ts";
import { policy, type PolicyInput, policyInput } from "./policyInput.ts";
import { index, type IndexInput, indexInput } from "./indexInput.ts";

/** What `createTable` takes beside the name. */
export interface TableInput {
  /** UNLOGGED: kept out of the write-ahead log. */
  readonly unlogged?: true;
  /** Storage parameters: `{ fillfactor: "70" }`. */
  readonly with?: StorageParameters;
  /** SQLite: STRICT. */
  readonly strict?: true;
  /** SQLite: WITHOUT ROWID. */
  readonly withoutRowid?: true;
  readonly columns: readonly ColumnInput[];
  /** `{ range: ["created_at"] }`; its rows live in its partitions. */
  readonly partitionBy?: PartitionKeyInput;
  readonly partitions?: readonly PartitionOfTableInput[];
  /** `["id"]` is a key named as PostgreSQL would name it, `users_pkey`. */
  readonly primaryKey?: readonly string[] | PrimaryKeyInput;
  readonly uniques?: readonly UniqueInput[];
  readonly foreignKeys?: readonly ForeignKeyInput[];
  readonly checks?: readonly CheckInput[];
  readonly exclusions?: readonly ExcludeInput[];
  readonly indexes?: readonly IndexInput[];
  /** What of a changed row is sent to those who replicate the table: `"full"`, `"nothing"`, `{ index: "tasks_number_key" }`. */
  readonly replicaIdentity?: ReplicaIdentity;
  /** The index by which `CLUSTER` sorts the rows. */
  readonly clusterOn?: string;
  /** ENABLE ROW LEVEL SECURITY. */
  readonly rowSecurity?: true;
  /** FORCE ROW LEVEL SECURITY. */
  readonly forceRowSecurity?: true;
  readonly policies?: readonly PolicyInput[];
  readonly comment?: string;
}

export function table(name: QualifiedName, input: TableInput): Table {
  return defined({
    ...name,
    unlogged: input.unlogged,
    with: input.with,
    strict: input.strict,
    withoutRowid: input.withoutRowid,
    partitionBy: input.partitionBy === undefined ? undefined : partitionKey(input.partitionBy),
    columns: input.columns.map(column),
    primaryKey: input.primaryKey === undefined ? undefined : primaryKey(fullKey(name, input.primaryKey)),
    uniques: (input.uniques ?? []).map(unique),
    foreignKeys: (input.foreignKeys ?? []).map(foreignKey),
    checks: (input.checks ?? []).map(check),
    exclusions: (input.exclusions ?? []).map(exclusion),
    indexes: (input.indexes ?? []).map(index),
    replicaIdentity: input.replicaIdentity,
    clusterOn: input.clusterOn,
    rowSecurity: input.rowSecurity,
    forceRowSecurity: input.forceRowSecurity,
    policies: (input.policies ?? []).map(policy),
    comment: input.comment,
  });
}

export function tableInput(table: Table): TableInput {
  return defined({
    unlogged: table.unlogged,
    with: table.with,
    strict: table.strict,
    withoutRowid: table.withoutRowid,
    columns: table.columns.map(columnInput),
    partitionBy: table.partitionBy === undefined ? undefined : partitionKeyInput(table.partitionBy),
    primaryKey:
      table.primaryKey === undefined ? undefined : shortKey(table, primaryKeyInput(table.primaryKey)),
    uniques: filled(table.uniques.map(uniqueInput)),
    foreignKeys: filled(table.foreignKeys.map(foreignKeyInput)),
    checks: filled(table.checks.map(checkInput)),
    exclusions: filled(table.exclusions.map(exclusionInput)),
    indexes: filled(table.indexes.map(indexInput)),
    replicaIdentity: table.replicaIdentity,
    clusterOn: table.clusterOn,
    rowSecurity: table.rowSecurity,
    forceRowSecurity: table.forceRowSecurity,
    policies: filled(table.policies.map(policyInput)),
    comment: table.comment,
  });
}

function fullKey({ name }: QualifiedName, key: readonly string[] | PrimaryKeyInput): PrimaryKeyInput {
  return "columns" in key ? key : { name: defaultKeyName(name), unnamed: true, columns: key };
}

function shortKey({ name }: QualifiedName, key: PrimaryKeyInput): readonly string[] | PrimaryKeyInput {
  const { name: own, columns, unnamed: _, ...more } = key;
  return own === defaultKeyName(name) && Object.keys(more).length === 0 ? columns : key;
}

/** Only for names that need no cutting; longer ones are written out (PostgreSQL's makeObjectName cuts the middle). */
function defaultKeyName(table: string): string {
  return `${table}_pkey`;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
