import { type PartitionBound, type QualifiedName } from "@limbeck/model";

import { attachPartitionSql } from "../sql/partition.ts";
import { replacingExclusionsSql } from "../sql/replacedExclusions.ts";

/** How a partition is attached. */
export interface AttachOptions {
  /**
   * Its exclusion constraints and keys WITHOUT OVERLAPS that say what those of the table say go before, and come as parts of these: such a one
   * PostgreSQL never takes over, but makes a second one beside it.
   */
  readonly replaceExclusions?: true;
}

export function attachOptions({ replaceExclusions }: AttachOptions): AttachOptions {
  return replaceExclusions === true ? { replaceExclusions } : {};
}

/** The options as the last argument, where there are any. */
export function attachArgs({ replaceExclusions }: AttachOptions): [] | [AttachOptions] {
  return replaceExclusions === true ? [{ replaceExclusions }] : [];
}

interface Attached extends AttachOptions {
  readonly table: QualifiedName;
  readonly name: QualifiedName;
}

export function attachSql({ table, name, replaceExclusions }: Attached, bound: PartitionBound): string {
  const sql = attachPartitionSql(table, name, bound);
  return replaceExclusions === true ? replacingExclusionsSql(table, name, sql) : sql;
}
