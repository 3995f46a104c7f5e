import {
  type PartitionBound,
  type PartitionKey,
  type QualifiedName,
  type SqlText,
  spelling,
} from "@limbeck/model";

import { quoteName } from "./identifier.ts";
import { elementSql } from "./tableIndex.ts";

/** `PARTITION BY RANGE ("created_at")` */
export function partitionBySql({ strategy, elements }: PartitionKey): string {
  return `PARTITION BY ${strategy.toUpperCase()} (${elements.map(elementSql).join(", ")})`;
}

/** `FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')` */
export function partitionBoundSql(bound: PartitionBound): string {
  switch (bound.kind) {
    case "range":
      return `FOR VALUES FROM ${valuesSql(bound.from)} TO ${valuesSql(bound.to)}`;
    case "list":
      return `FOR VALUES IN ${valuesSql(bound.values)}`;
    case "hash":
      return `FOR VALUES WITH (MODULUS ${bound.modulus}, REMAINDER ${bound.remainder})`;
    case "default":
      return "DEFAULT";
  }
}

function valuesSql(values: readonly SqlText[]): string {
  return `(${values.map(spelling).join(", ")})`;
}

export function attachPartitionSql(table: QualifiedName, name: QualifiedName, bound: PartitionBound): string {
  return `ALTER TABLE ${quoteName(table)} ATTACH PARTITION ${quoteName(name)} ${partitionBoundSql(bound)}`;
}

export function detachPartitionSql(table: QualifiedName, name: QualifiedName): string {
  return `ALTER TABLE ${quoteName(table)} DETACH PARTITION ${quoteName(name)}`;
}
